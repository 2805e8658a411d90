namespace Wayleave.Rules.Config.Model;

/// <summary>Chooses among the sites of one hop those that a handshake is meant for, where nobody told the host: a file with ten sites has one for the socket.</summary>
internal static class SitesAskedFor
{
    /// <summary>The sites to ask: those that treat the path as a socket by a line of their own, or all if none does.</summary>
    /// <typeparam name="T">The kind's site.</typeparam>
    /// <param name="handshake">The handshake.</param>
    /// <param name="sites">The sites that could be meant, and whether each does.</param>
    public static IReadOnlyList<T> Of<T>(Handshake handshake, IEnumerable<(T Site, bool Names)> sites)
    {
        (T Site, bool Names)[] all = [.. sites];
        bool some = handshake.Host is null && Array.Exists(all, one => one.Names);
        return [.. all.Where(one => !some || one.Names).Select(one => one.Site)];
    }

    /// <summary>The passages that count, of one for each site that was asked: where some pass the handshake on whole, of the others nothing may be concluded.</summary>
    /// <param name="handshake">The handshake.</param>
    /// <param name="passages">What each site makes of it.</param>
    public static IEnumerable<Passage> Count(Handshake handshake, IEnumerable<Passage> passages)
    {
        Passage[] all = [.. passages];
        if (handshake.Host is not null || all.Length < 2) return all;
        Passage[] forwarded = [.. all.Where(passage => passage.End is PassageEnd.Forwarded)];
        if (forwarded.Length == 0) return all;
        Passage[] whole = [.. forwarded.Where(passage => !passage.Header("upgrade", handshake).Absent)];
        return whole.Length > 0 ? whole : forwarded;
    }
}
