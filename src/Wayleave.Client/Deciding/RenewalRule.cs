namespace Wayleave.Client.Deciding;

/// <summary>When to ask for a new ticket so that a session goes on over its open connection.</summary>
internal static class RenewalRule
{
    // Room for a ticket that is slow to come, and small beside any session that is meant to last.
    private static readonly TimeSpan s_mostRoom = TimeSpan.FromSeconds(30);

    // What ends so soon is made anew about as cheaply; and a ticket whose end stays where it is does not have others asked for without end.
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(10);

    // Timers count to 49 days, and a token may hold for years. Sooner than needed does no harm.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(30);

    /// <summary>How long to wait until a new ticket is asked for.</summary>
    /// <param name="left">How long the session lasts; null: it does not end.</param>
    /// <returns>All but its last quarter, and all but half a minute of a long one; null: no ticket is asked for.</returns>
    public static TimeSpan? Wait(TimeSpan? left)
    {
        if (left is not { } time || time < s_shortest)
            return null;
        var room = time / 4 < s_mostRoom ? time / 4 : s_mostRoom;
        return time - room < s_longestWait ? time - room : s_longestWait;
    }
}
