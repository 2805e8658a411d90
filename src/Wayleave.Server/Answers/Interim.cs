using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Http;
using HttpVersion = Wayleave.Protocol.Http.HttpVersion;

namespace Wayleave.Server.Answers;

/// <summary>
/// Passes interim answers on to clients that came through Kestrel. Kestrel sends no 1xx but 100, so in HTTP/1.1, where nothing else can be on
/// its way before the answer, they are written beneath it; over HTTP/2 there is no way.
/// </summary>
internal static class Interim
{
    /// <summary>Passes one on, where there is a way.</summary>
    /// <param name="context">The request, whose answer has not begun, and whose body is not read for the first time meanwhile: Kestrel may write a 100 then.</param>
    /// <param name="head">The answer, 101 excepted.</param>
    public static async ValueTask PassAsync(HttpContext context, ResponseHead head)
    {
        if (!HttpProtocol.IsHttp11(context.Request.Protocol) || context.Features.Get<IConnectionTransportFeature>()?.Transport.Output is not { } output)
            return;
        HeadWriter.Write(output, HeaderValues.Mended(head with { Version = HttpVersion.Http11, Headers = EndToEnd.Of(head.Headers) }));
        await output.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
