namespace Wayleave.Rules.Config.Model;

/// <summary>Chooses among the sites of one hop those that a handshake is meant for, where nobody told the host.</summary>
internal static class SitesAskedFor
{
    /// <summary>The passages that count. A file with ten sites has one for the socket; of the others nothing may be concluded.</summary>
    /// <param name="handshake">The handshake.</param>
    /// <param name="sites">What each site makes of it, null where it has no part in it, and whether it treats the path as a socket by a line of its own.</param>
    public static IEnumerable<Passage> Of(Handshake handshake, IReadOnlyList<(Passage? Passage, bool Names)> sites)
    {
        Passage[] all = [.. sites.Select(site => site.Passage).OfType<Passage>()];
        if (handshake.Host is not null || all.Length < 2) return all;
        Passage[] named = [.. sites.Where(site => site.Names).Select(site => site.Passage).OfType<Passage>()];
        if (named.Length > 0) all = named;
        Passage[] forwarded = [.. all.Where(passage => passage.End is PassageEnd.Forwarded)];
        if (forwarded.Length == 0) return all;
        Passage[] whole = [.. forwarded.Where(passage => !passage.Header("upgrade", handshake).Absent)];
        return whole.Length > 0 ? whole : forwarded;
    }
}
