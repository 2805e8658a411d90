using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Wayleave.Protocol.Resp;
using Wayleave.Server.Destinations.Dialling;

namespace Wayleave.Server.Redis.Connections;

/// <summary>Opens connections to Redis: TCP, TLS, greeting, within one time limit.</summary>
/// <param name="dialler">Opens TCP connections.</param>
/// <param name="time">The clock.</param>
internal sealed class RedisDialler(AppDialler dialler, TimeProvider time)
{
    /// <summary>Opens one.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="options">Who we are, and the limits.</param>
    /// <param name="onPush">See <see cref="RedisConnection"/>.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="RedisUnavailableException">There is none.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public async Task<(RedisConnection Connection, RedisHello Hello)> ConnectAsync(
        RedisAddress address, RedisOptions options, Action<RespValue.Push> onPush, CancellationToken cancel)
    {
        using var deadline = new LinkedDeadline(options.ConnectLimit, time, cancel);
        RedisConnection? connection = null;
        try
        {
            connection = new RedisConnection(await DialAsync(address, options, deadline.Token).ConfigureAwait(false), address, options, time, onPush);
            return (connection, await RedisGreeting.GreetAsync(connection, options, deadline.Token).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            if (connection is not null)
                await connection.DisposeAsync().ConfigureAwait(false);
            // One that broke or fell silent before its greeting was none: no command of a caller's was on it.
            if (exception is RedisUnavailableException { Reason: RedisUnavailableReason.Lost or RedisUnavailableReason.TimedOut })
                throw new RedisUnavailableException(RedisUnavailableReason.NotConnected, exception.Message);
            if (exception is not OperationCanceledException || cancel.IsCancellationRequested)
                throw;
            throw new RedisUnavailableException(RedisUnavailableReason.NotConnected, $"{address}: no connection within {options.ConnectLimit.TotalSeconds:0.###} s");
        }
    }

    private async Task<Stream> DialAsync(RedisAddress address, RedisOptions options, CancellationToken deadline)
    {
        var outcome = await dialler.DialAsync(address.Host, address.Port, deadline).ConfigureAwait(false);
        if (outcome.IsConnected && options.Tls)
            outcome = await TlsClient.SecureAsync(outcome.Socket, address.Host, address.Host, TrustOf(options, outcome.Socket), verify: true, null, deadline).ConfigureAwait(false);
        if (!outcome.IsConnected)
        {
            deadline.ThrowIfCancellationRequested();
            throw new RedisUnavailableException(RedisUnavailableReason.NotConnected, outcome.Failure.Words);
        }

        return outcome.Tls ?? (Stream)new NetworkStream(outcome.Socket, ownsSocket: true);
    }

    // Read anew for each connection: a file that was replaced counts without a restart.
    private AppTrust TrustOf(RedisOptions options, Socket socket)
    {
        if (options.CaFile is not { } file)
            return dialler.Trust;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
            return new AppTrust(policy);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            socket.Dispose();
            throw new RedisUnavailableException(RedisUnavailableReason.NotConnected, $"{file} cannot be read: {exception.Message}");
        }
    }
}
