using Wayleave.Protocol.Resp;
using Wayleave.Server.Redis.Commands;
using Wayleave.Server.Redis.Connections;

namespace Wayleave.Server.Redis.Sentinel;

/// <summary>Asks sentinels, one after another, who the master is. Thread-safe.</summary>
/// <param name="options">The sentinels and the master's name.</param>
/// <param name="dialler">Opens connections.</param>
/// <seealso href="https://redis.io/docs/latest/develop/reference/sentinel-clients/">Guidelines for Sentinel clients</seealso>
internal sealed class MasterLookUp(RedisOptions options, RedisDialler dialler)
{
    private readonly RedisCommand _question = RedisCommand.Keyless("SENTINEL", "get-master-addr-by-name", options.MasterName ?? "");
    private int _first;

    /// <summary>Where the master is in the eyes of the first sentinel that knows one.</summary>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="RedisUnavailableException">None knows one.</exception>
    public async Task<RedisAddress> FindAsync(CancellationToken cancel)
    {
        List<string> failures = [];
        var isRefused = false;
        var first = Volatile.Read(ref _first);
        for (var tried = 0; tried < options.Addresses.Length; tried++)
        {
            var at = (first + tried) % options.Addresses.Length;
            try
            {
                var master = await AskAsync(options.Addresses[at], cancel).ConfigureAwait(false);
                // The one that answered is asked first the next time.
                Volatile.Write(ref _first, at);
                return master;
            }
            catch (RedisUnavailableException exception)
            {
                failures.Add(exception.Message);
                isRefused |= exception.Reason == RedisUnavailableReason.Refused;
            }
        }

        // The servers' password is not told to them: who has one password for all must say it twice.
        var hint = isRefused && options.SentinelPassword is null ? $"; where sentinels ask for a password, the address ends in ?{RedisUrl.SentinelPassword}=…" : "";
        throw new RedisUnavailableException(RedisUnavailableReason.NotConnected, $"no sentinel names a master {options.MasterName}: {string.Join("; ", failures)}{hint}");
    }

    private async Task<RedisAddress> AskAsync(RedisAddress sentinel, CancellationToken cancel)
    {
        var (connection, _) = await dialler.ConnectAsync(sentinel, options.OfSentinels(), _ => { }, cancel).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
            return await connection.SendAsync(_question).WaitAsync(cancel).ConfigureAwait(false) switch
            {
                RespValue.Array { Values: [var host, var port] } when host.AsText() is { } name && port.AsInteger() is > 0 and <= 65535 and var number => new RedisAddress(name, (int)number),
                RespValue.Error error => throw new RedisUnavailableException(RedisUnavailableReason.NotReady, $"sentinel {sentinel}: {error.Content}"),
                _ => throw new RedisUnavailableException(RedisUnavailableReason.NotReady, $"sentinel {sentinel} knows no master of that name"),
            };
    }
}
