using System.Net;
using System.Net.Security;
using Wayleave.Server.Destinations.Dialling;

namespace Wayleave.Server.Destinations.Health;

/// <summary>Carries out one check: a GET over a new connection, as a request of a client's would go. 200 to 399 is healthy.</summary>
internal sealed class HealthProbe : IDisposable
{
    private const string UserAgent = "wayleave-health";

    private readonly TimeProvider _time;
    private readonly HttpInvokers _invokers;

    /// <summary>Makes one.</summary>
    /// <param name="dialler">Opens the connections.</param>
    /// <param name="time">The clock of the time limit.</param>
    public HealthProbe(AppDialler dialler, TimeProvider time)
    {
        _time = time;
        _invokers = new HttpInvokers(dialler.Trust, tls => Handler(dialler, tls));
    }

    /// <summary>Checks.</summary>
    /// <param name="target">What.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled; every other failure is a value.</exception>
    public async Task<HealthResult> CheckAsync(HealthTarget target, CancellationToken cancel)
    {
        using var deadline = new LinkedDeadline(target.Settings.Timeout, _time, cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, UrlOf(target))
        {
            Version = target.Destination.Http2 ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Host = target.Host;
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        try
        {
            using var answer = await _invokers.For(target.Destination, target.VerifyTls).SendAsync(request, deadline.Token).ConfigureAwait(false);
            var status = (int)answer.StatusCode;
            return new HealthResult(status is >= 200 and < 400, $"GET {target.Settings.Path} answers {status}");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            cancel.ThrowIfCancellationRequested();
            return new HealthResult(false, $"GET {target.Settings.Path}: {WordsOf(exception, target)}");
        }
    }

    /// <summary>Closes what is open.</summary>
    public void Dispose() => _invokers.Dispose();

    private static string WordsOf(Exception exception, HealthTarget target) => exception switch
    {
        OperationCanceledException => $"no answer within {target.Settings.Timeout.TotalSeconds:0.###} s",
        _ when DialException.FailureOf(exception) is { } failure => failure.Words,
        _ => (exception.InnerException ?? exception).Message,
    };

    // The app's path stands behind the destination's, as that of every request does.
    private static Uri UrlOf(HealthTarget target)
    {
        var destination = target.Destination;
        var authority = new UriBuilder(destination.Tls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, destination.Host, destination.Port).Uri;
        return new Uri(authority, destination.Url.AbsolutePath.TrimEnd('/') + target.Settings.Path);
    }

    private static SocketsHttpHandler Handler(AppDialler dialler, SslClientAuthenticationOptions tls) => new()
    {
        ConnectCallback = dialler.ConnectAsync,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        // Whether the app takes new connections is a part of what is checked.
        PooledConnectionLifetime = TimeSpan.Zero,
        ActivityHeadersPropagator = null,
        SslOptions = tls,
    };
}
