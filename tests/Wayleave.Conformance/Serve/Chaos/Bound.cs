namespace Wayleave.Conformance.Serve.Chaos;

/// <summary>Waits for what another process does in its own time, asking again and again; no longer than said, and then with words.</summary>
internal static class Bound
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks until the answer is the one awaited.</summary>
    /// <param name="limit">How long at most.</param>
    /// <param name="awaited">What is awaited, in words.</param>
    /// <param name="ask">Asks; that is what each round waits for.</param>
    /// <param name="isIt">Whether the answer is it.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="TimeoutException">It did not come; the message says what was awaited and what was seen last.</exception>
    public static async Task<T> UntilAsync<T>(TimeSpan limit, string awaited, Func<Task<T>> ask, Func<T, bool> isIt)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await ask();
            if (isIt(seen))
                return seen;
            if (TimeProvider.System.GetElapsedTime(began) >= limit)
                throw new TimeoutException($"waited {limit.TotalSeconds:0} s for {awaited}; seen last: {seen}");
            // Leaves the processor to whoever is awaited.
            await Task.Delay(s_pause, TimeProvider.System);
        }
    }
}
