using System.Text;
using System.Threading.Channels;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Destinations.Naming;
using Wayleave.Server.Redis;
using Wayleave.Server.Redis.Commands;
using Wayleave.Server.Redis.PubSub;
using Wayleave.TestKit;

namespace Wayleave.Conformance.Redis;

/// <summary>A client, what its observer was told, and answers in words.</summary>
internal sealed class RedisCaller : IRedisObserver, IAsyncDisposable
{
    private readonly Dictionary<RedisLine, Channel<string>> _told = Enum.GetValues<RedisLine>().ToDictionary(line => line, _ => Channel.CreateUnbounded<string>());

    public RedisCaller(string url)
    {
        RedisUrl.TryParse(url, out var options, out var flaw).ShouldBeTrue(flaw);
        Client = new RedisClient(options!, new AppDialler(new Names(NameSources.OfThisMachine(), TimeProvider.System), TimeProvider.System), TimeProvider.System, () => 0, this);
    }

    public RedisClient Client { get; }

    /// <summary>Asks, and tells the answer in words.</summary>
    public async Task<string> AskAsync(params string[] words) => await AskAsync(RedisCommand.Keyless(words[0], [.. words[1..].Select(word => (RedisArgument)word)]));

    /// <summary>The same for a command with a key.</summary>
    public async Task<string> AskKeyAsync(string name, string key, params string[] others) => await AskAsync(RedisCommand.OnKey(name, key, [.. others.Select(word => (RedisArgument)word)]));

    /// <summary>Waits until its observer is told something of that line that begins so.</summary>
    public async Task<string> ToldAsync(string begin, RedisLine line = RedisLine.Commands)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
            if (await _told[line].Reader.ReadAsync(limit.Token) is var told && told.StartsWith(begin, StringComparison.Ordinal))
                return told;
    }

    /// <summary>What a subscriber gets next.</summary>
    public static async Task<string> NextAsync(RedisSubscription subscription) => await subscription.Deliveries.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60)) switch
    {
        RedisDelivery.Message message => $"{message.Channel}={Encoding.UTF8.GetString(message.Payload.Span)}",
        RedisDelivery.Missed missed => $"missed: {missed.Reason}",
        var other => other.ToString(),
    };

    public ValueTask DisposeAsync() => Client.DisposeAsync();

    void IRedisObserver.Connected(RedisLine line, RedisAddress address, string version, bool again) => _told[line].Writer.TryWrite($"{(again ? "reconnected" : "connected")} {address} {version}");

    void IRedisObserver.Lost(RedisLine line, RedisAddress address, string words) => _told[line].Writer.TryWrite($"lost {address}: {words}");

    void IRedisObserver.ConnectFailed(RedisLine line, string words, TimeSpan retryIn) => _told[line].Writer.TryWrite($"failed {words}");

    private async Task<string> AskAsync(RedisCommand command) => RespWire.Tell(await Client.SendAsync(command, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)));
}
