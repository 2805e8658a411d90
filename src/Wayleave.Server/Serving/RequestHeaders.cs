using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Serving;

/// <summary>A request's headers as Kestrel has them, as lines.</summary>
internal static class RequestHeaders
{
    /// <summary>The lines; over HTTP/2 with <c>:authority</c> as Host, and without Kestrel's own pseudo-entries.</summary>
    /// <param name="request">The request.</param>
    public static HeaderLines Of(HttpRequest request)
    {
        var lines = new List<HeaderLine>(request.Headers.Count);
        foreach (var (name, values) in request.Headers)
            if (!name.StartsWith(':'))
                foreach (var value in values)
                    lines.Add(new HeaderLine(name, value ?? ""));
        return [.. lines];
    }
}
