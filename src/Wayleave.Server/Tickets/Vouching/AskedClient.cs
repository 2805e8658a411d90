using System.Net.Security;
using Wayleave.Server.Destinations.Dialling;

namespace Wayleave.Server.Tickets.Vouching;

/// <summary>Asks URLs of the settings: who a caller is, which keys sign tokens. Thread-safe.</summary>
internal sealed class AskedClient : IDisposable
{
    private const int MostConnections = 64;
    private const int MostBytes = 256 * 1024;
    private const int MostHeadKilobytes = 32;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(15);

    private readonly HttpMessageInvoker _client;
    private readonly TimeProvider _time;

    /// <summary>Makes one.</summary>
    /// <param name="dialler">Opens connections.</param>
    /// <param name="time">The clock.</param>
    public AskedClient(AppDialler dialler, TimeProvider time)
    {
        _time = time;
        _client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = dialler.ConnectAsync,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxConnectionsPerServer = MostConnections,
            MaxResponseHeadersLength = MostHeadKilobytes,
            PooledConnectionIdleTimeout = s_idle,
            ActivityHeadersPropagator = null,
            // The name in the certificate is the one that the URL has: there is no other.
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = dialler.Trust.Roots },
        });
    }

    /// <summary>Asks.</summary>
    /// <param name="request">The question.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The status and the body; or with which status, and why, there is none.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; every other failure is a value.</exception>
    public async Task<(int Status, byte[] Body, VouchOutcome.Unknown? Trouble)> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var where = request.RequestUri!.GetLeftPart(UriPartial.Path);
        using var deadline = new LinkedDeadline(s_patience, _time, cancellationToken);
        try
        {
            using var answer = await _client.SendAsync(request, deadline.Token).ConfigureAwait(false);
            return await ReadAsync(answer.Content, deadline.Token).ConfigureAwait(false) is { } body
                ? ((int)answer.StatusCode, body, null)
                : (0, [], new VouchOutcome.Unknown(502, $"{where} answers more than {MostBytes} bytes"));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return (0, [], e is OperationCanceledException
                ? new VouchOutcome.Unknown(504, $"{where} gave no answer within {s_patience.TotalSeconds:0} s")
                : new VouchOutcome.Unknown(502, $"{where} cannot be asked: {DialException.FailureOf(e)?.Words ?? (e.InnerException ?? e).Message}"));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        // One byte more than may be: it tells a body that is too long from one that just is not.
        var buffer = new byte[MostBytes + 1];
        var count = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return count > MostBytes ? null : buffer[..count];
    }
}
