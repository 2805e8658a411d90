using Wayleave.Rules.Config.HAProxy.Matching;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.HAProxy.Passing;

/// <summary>The <c>req…</c> rules of HAProxy before 2.1, which work on a request's lines by regular expressions.</summary>
/// <seealso href="https://docs.haproxy.org/1.8/configuration.html#4.2-reqdel">reqdel</seealso>
internal static class HAProxyOldActions
{
    private static readonly string[] s_headers = ["Upgrade", "Connection", "Origin", "Sec-WebSocket-Version", "Sec-WebSocket-Key", "Sec-WebSocket-Extensions"];

    /// <summary>The handshake behind a section's old rules.</summary>
    public static HAProxyRequest Change(HAProxyProxy proxy, HAProxyRequest request)
    {
        foreach (HAProxyLine line in proxy.Section.Lines.Where(line => line.Words.Length > 1 && line.Name.StartsWith("req", StringComparison.Ordinal)))
        {
            bool? holds = HAProxyActions.Holds(line, proxy, request);
            if (holds == false || !line.Words[1].IsKnown) continue;
            request = line.Name switch
            {
                "reqadd" when line[1].Split(':', 2) is [var name, var value] => request.With(name, holds == true ? HeaderFate.Is(value.Trim(), line.At) : HeaderFate.Unknown(line.At)),
                "reqdel" or "reqidel" => Deleted(line, request, holds == true),
                "reqrep" or "reqirep" when line.Words.Length > 2 => Replaced(line, request, holds == true),
                _ => request,
            };
        }

        return request;
    }

    private static HAProxyRequest Deleted(HAProxyLine line, HAProxyRequest request, bool certain)
    {
        foreach (string name in s_headers)
        {
            if (Meets(line, request, name)) request = request.With(name, certain ? HeaderFate.Gone(line.At) : HeaderFate.Unknown(line.At));
        }

        return request;
    }

    private static HAProxyRequest Replaced(HAProxyLine line, HAProxyRequest request, bool certain)
    {
        bool ignoresCase = line.Name == "reqirep";
        string first = $"GET {request.Path} HTTP/1.1";
        if (StrangersPattern.Match(first, line[1], ignoresCase) is { Success: true } match)
        {
            string[] words = (first[..match.Index] + StrangersPattern.Fill(line[2], match) + first[(match.Index + match.Length)..]).Split(' ');
            return request with { Path = certain && request.Path is not null && words.Length == 3 ? words[1] : null, Rewritten = line.At };
        }

        foreach (string name in s_headers)
        {
            if (Meets(line, request, name)) request = request.With(name, HeaderFate.Unknown(line.At));
        }

        return request;
    }

    private static bool Meets(HAProxyLine line, HAProxyRequest request, string name) =>
        request.ForValues.Header(name.ToLowerInvariant()) is { Known: true, Value: { } value } && StrangersPattern.Finds($"{name}: {value}", line[1], line.Name.StartsWith("reqi", StringComparison.Ordinal)) == true;
}
