using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Wayleave.Server.Destinations;
using Wayleave.Server.Destinations.Dialling;
using Yarp.ReverseProxy.Forwarder;

namespace Wayleave.Server.Requests.Http2;

/// <summary>Takes requests to apps over HTTP/2, with or without TLS: YARP's forwarder and the class library's client.</summary>
/// <param name="forwarder">YARP's forwarder.</param>
/// <param name="clients">The clients that it sends with.</param>
internal sealed class Http2Carrier(IHttpForwarder forwarder, HttpClients clients) : IRequestCarrier, IDisposable
{
    private static readonly ForwarderRequestConfig s_config = new()
    {
        // YARP gives up on a stream that is silent for 100 s; server-sent events and long polls are silent for longer.
        ActivityTimeout = TimeSpan.FromHours(1),
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    /// <inheritdoc/>
    public async Task<Carried> CarryAsync(HttpContext context, AppRequest request)
    {
        var destination = request.Destination;
        var transformer = new AppTransformer(UriFor(request), request.Headers, request.SetCookie, request.Page);
        var error = await forwarder.SendAsync(
            context, destination.Url.AbsoluteUri, clients.For(destination, request.VerifyTls), s_config, transformer).ConfigureAwait(false);
        PageStream.Leave(context.Response);
        if (error == ForwarderError.None)
            return new Carried(CarriedEnd.Answered);

        var exception = context.Features.Get<IForwarderErrorFeature>()?.Exception;
        if (DialException.FailureOf(exception) is { } failure)
        {
            // Nothing was sent and nothing read: the next one gets the request whole.
            context.Response.StatusCode = StatusCodes.Status200OK;
            return Carried.Unreached(failure);
        }

        var why = exception is null ? error.ToString() : (exception.InnerException ?? exception).Message;
        return new Carried(context.Response.HasStarted ? CarriedEnd.Cut : EndOf(context.Response.StatusCode, exception), why);
    }

    /// <inheritdoc/>
    public void Dispose() => clients.Dispose();

    // YARP has set a status and no words.
    private static CarriedEnd EndOf(int status, Exception? exception) =>
        IsTooLarge(exception) ? CarriedEnd.BodyTooLarge
        : status == StatusCodes.Status504GatewayTimeout ? CarriedEnd.Late
        : status == StatusCodes.Status400BadRequest ? CarriedEnd.BodyBroken
        : CarriedEnd.Unanswered;

    private static bool IsTooLarge(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            if (exception is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
                return true;
        return false;
    }

    private static Uri UriFor(AppRequest request)
    {
        Destination destination = request.Destination;
        var scheme = destination.Tls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
        // What stands in the target goes out as it came: a URL parser would mend it.
        return new Uri(
            $"{scheme}://{destination.Url.IdnHost}:{destination.Port}{request.Target}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }
}
