using Wayleave.Server.Redis;
using Wayleave.Server.Redis.PubSub;

namespace Wayleave.Server.Events.Stores.Redis;

/// <summary>Whether Redis can be reached, as connections and commands show it. Thread-safe.</summary>
/// <param name="say">Is told what changes: whether it is bad news, and the words.</param>
internal sealed class RedisHealth(Action<bool, string> say) : IRedisObserver
{
    private readonly Lock _lock = new();
    private bool _isFailing;
    private bool _isDeaf;
    private RedisLine? _told;

    /// <summary>Called when it can be reached again, or when a line has been made anew: something may have been missed.</summary>
    public Action? Returned { get; set; }

    /// <summary>Whether commands fail, or nothing is heard.</summary>
    public bool IsDown
    {
        get
        {
            lock (_lock)
                return _isFailing || _isDeaf;
        }
    }

    /// <summary>A command was answered.</summary>
    public void Answered() => Change(() => _isFailing = false);

    /// <summary>A command was not answered.</summary>
    public void Failed() => Change(() => _isFailing = true);

    /// <inheritdoc/>
    public void Connected(RedisLine line, RedisAddress address, string version, bool again)
    {
        Change(() =>
        {
            if (line == RedisLine.PubSub)
                _isDeaf = false;
            else
                _isFailing = false;
        });
        lock (_lock)
        {
            if (_told == line)
                _told = null;
        }

        if (line == RedisLine.Commands || again)
            say(false, $"the store at {address} is connected (Redis {version}, {Name(line)})");
        if (again)
            Returned?.Invoke();
    }

    /// <inheritdoc/>
    public void Lost(RedisLine line, RedisAddress address, string words)
    {
        Down(line);
        say(true, $"the store at {address} is gone ({Name(line)}): {words}");
    }

    /// <inheritdoc/>
    public void ConnectFailed(RedisLine line, string words, TimeSpan retryIn)
    {
        Down(line);
        lock (_lock)
        {
            // The first of a row: the others say the same.
            if (_told is not null)
                return;
            _told = line;
        }

        say(true, $"the store cannot be reached: {words}; it is tried again and again");
    }

    /// <summary>Waits for a subscription, and tells where the server refuses it.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="what">What would come over it.</param>
    public async Task<bool> IsRefusedAsync(RedisSubscription subscription, string what)
    {
        try
        {
            await subscription.Confirmed.ConfigureAwait(false);
            return false;
        }
        catch (RedisErrorException e)
        {
            Refused(what, e.Message);
            return true;
        }
    }

    /// <summary>The server refuses a subscription.</summary>
    /// <param name="what">What would come over it.</param>
    /// <param name="words">Why, and what comes of it.</param>
    public void Refused(string what, string words) => say(true, $"{what} is not heard: {words}");

    private void Down(RedisLine line) => Change(() =>
    {
        if (line == RedisLine.PubSub)
            _isDeaf = true;
        else
            _isFailing = true;
    });

    private void Change(Action change)
    {
        bool returned;
        lock (_lock)
        {
            var was = _isFailing || _isDeaf;
            change();
            returned = was && !_isFailing && !_isDeaf;
        }

        if (returned)
            Returned?.Invoke();
    }

    private static string Name(RedisLine line) => line == RedisLine.PubSub ? "messages" : "commands";
}
