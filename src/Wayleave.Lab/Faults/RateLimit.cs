using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Admits so many upgrades in each window of 10 s and answers the rest with 429.</summary>
internal sealed class RateLimit(long limit, bool all) : Fault, IRequestFault
{
    private const int TooMany = 429;

    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private long _windowBegan;
    private long _admitted;

    public static FaultKind Kind { get; } = new(
        new SettingWord("rate-limit", "Admits that many upgrades in 10 s, counted from the first; the others get 429 with Retry-After.")
        {
            Shape = ValueShape.Count,
            Scoped = true,
        },
        plan => new RateLimit(plan.Value.Number, plan.All));

    public Outcome? OnRequest(Exchange exchange)
    {
        if ((!all && !exchange.IsUpgrade) || Wait(exchange.Time) is not { } wait)
            return null;
        var page = exchange.Hop.Page(exchange, TooMany);
        string seconds = $"{Math.Max(1, Math.Ceiling(wait.TotalSeconds)):0}";
        return page with { Head = page.Head with { Headers = page.Head.Headers.Set("Retry-After", seconds) } };
    }

    /// <summary>How long until the next window; null where there is room in this one.</summary>
    private TimeSpan? Wait(TimeProvider time)
    {
        lock (_lock)
        {
            if (_admitted == 0 || time.GetElapsedTime(_windowBegan) >= s_window)
                (_windowBegan, _admitted) = (time.GetTimestamp(), 0);
            if (_admitted >= limit)
                return s_window - time.GetElapsedTime(_windowBegan);
            _admitted++;
            return null;
        }
    }
}
