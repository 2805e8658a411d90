namespace Wayleave.Client.Retrying;

/// <summary>How long to wait after failed attempts: up to twice as long each time, by chance, so that those who failed together do not come back together.</summary>
/// <remarks>
/// Full jitter: anything from nothing to a ceiling. The ceiling is never below the window over which the server wants those spread who lose their
/// connection: after the first loss that window alone counts.
/// </remarks>
/// <param name="least">The first ceiling where the server names no window: more than nothing.</param>
/// <param name="most">The highest ceiling that comes of doubling.</param>
internal sealed class Backoff(TimeSpan least, TimeSpan most)
{
    /// <summary>How many attempts have failed in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>The server's window; nothing as long as it has named none.</summary>
    public TimeSpan Window { get; set; }

    /// <summary>An attempt has come to something.</summary>
    public void Reset() => Failures = 0;

    /// <summary>An attempt has failed.</summary>
    /// <param name="chance">0 up to, but not, 1.</param>
    /// <returns>How long to wait before the next.</returns>
    public TimeSpan Next(double chance)
    {
        // Beyond 30 doublings every ceiling is the highest, and the number would not hold them for ever.
        var doubled = least * Math.Pow(2, Math.Min(Failures, 30));
        Failures++;
        var ceiling = doubled < most ? doubled : most;
        return (ceiling > Window ? ceiling : Window) * chance;
    }
}
