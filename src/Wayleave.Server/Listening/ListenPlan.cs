using System.Collections.Immutable;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Listening;

/// <summary>What is to listen from now on; all that can fail has been done.</summary>
/// <param name="Entries">One for each address, in the order of the settings.</param>
/// <param name="Removed">Those that nobody wants any more.</param>
internal sealed record ListenPlan(ImmutableArray<ListenPlan.Entry> Entries, ImmutableArray<Listener> Removed)
{
    /// <summary>Lets go of what was opened for it: it is not carried out.</summary>
    public void Abandon()
    {
        foreach (var entry in Entries)
            entry.Opened?.Dispose();
    }

    /// <summary>One address.</summary>
    /// <param name="Settings">What is wanted.</param>
    /// <param name="Kept">The listener that stays as it is.</param>
    /// <param name="Moved">The listener whose socket stays, but is to speak TLS from now on, or no more.</param>
    /// <param name="Opened">The socket that is new.</param>
    internal sealed record Entry(ListenSettings Settings, Listener? Kept = null, Listener? Moved = null, ListeningSocket? Opened = null);
}
