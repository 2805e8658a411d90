using System.Security.Cryptography;

namespace Wayleave.Server.Events.Herd;

/// <summary>Tells those who are here to leave, so that they do not come back all at once.</summary>
internal static class Departure
{
    /// <summary>Tells each once, evenly over a window, in an order of chance.</summary>
    /// <typeparam name="T">What they are.</typeparam>
    /// <param name="here">Who is here; they are put into another order.</param>
    /// <param name="window">The window: the first is told at its beginning, and of N each of the others an Nth of it later.</param>
    /// <param name="tell">Tells one, which may have left already.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Tells the rest at once.</param>
    public static async Task TellAsync<T>(T[] here, TimeSpan window, Action<T> tell, TimeProvider time, CancellationToken cancellationToken)
    {
        RandomNumberGenerator.Shuffle<T>(here);
        var began = time.GetTimestamp();
        for (var i = 0; i < here.Length; i++)
        {
            var wait = (window * ((double)i / here.Length)) - time.GetElapsedTime(began);
            if (wait > TimeSpan.Zero && !cancellationToken.IsCancellationRequested)
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            tell(here[i]);
        }
    }
}
