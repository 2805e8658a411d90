using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Wayleave.Protocol.ExtendedConnect;
using Wayleave.Protocol.Http;
using Wayleave.Server.Answers;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Upgrading;

/// <summary>A client whose request came through Kestrel: over HTTP/2, or over HTTP/1.1 after other requests on the same connection.</summary>
/// <param name="context">The request.</param>
internal sealed class KestrelUpgradeClient(HttpContext context) : IUpgradeClient
{
    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Early => default;

    /// <inheritdoc/>
    public ValueTask SendInterimAsync(ResponseHead head) => Interim.PassAsync(context, head);

    /// <inheritdoc/>
    public async ValueTask<ITunnelEnd> AcceptAsync(ResponseHead answer)
    {
        Unlimit();
        if (context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect)
        {
            Write(ConnectBridge.ToConnectResponse(answer));
            var stream = await connect.AcceptAsync().ConfigureAwait(false);
            var reset = context.Features.Get<IHttpResetFeature>();
            return new Relaying.StreamEnd(
                stream, () => new ValueTask(context.Response.CompleteAsync()),
                () => reset?.Reset((int)StreamEnds.Http2Cancel), () => { });
        }

        Write(answer with { Headers = EndToEnd.Of(answer.Headers) });
        var upgraded = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync().ConfigureAwait(false);
        return new WholeEnd(upgraded, context.Abort);
    }

    /// <inheritdoc/>
    public async ValueTask AnswerAsync(ResponseHead answer, Stream? body, CancellationToken cancellationToken)
    {
        Write(answer);
        try
        {
            if (HttpProtocol.IsHttp11(context.Request.Protocol))
                context.Response.Headers.Connection = "close";
            if (body is not null)
                await body.CopyToAsync(context.Response.Body, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (ITunnelEnd.IsBreak(e))
        {
            // A body that was cut must not look whole.
            context.Abort();
        }
    }

    private void Write(ResponseHead answer)
    {
        context.Response.StatusCode = answer.StatusCode;
        foreach (var line in answer.Headers)
            context.Response.Headers.Append(line.Name, line.Value);
    }

    // A silent socket is no slow request.
    private void Unlimit()
    {
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } request)
            request.MinDataRate = null;
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } response)
            response.MinDataRate = null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
    }
}
