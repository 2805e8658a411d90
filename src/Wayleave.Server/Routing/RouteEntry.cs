namespace Wayleave.Server.Routing;

/// <summary>One route for one of its hosts, in the table's order.</summary>
/// <param name="Index">The route's place in the settings.</param>
/// <param name="Priority">The route's priority.</param>
/// <param name="Host">A name; what follows the star of a wildcard, such as <c>.example.com</c>; null: any host.</param>
/// <param name="IsWildcard">Whether <paramref name="Host"/> is the end of a wildcard's names.</param>
/// <param name="Pattern">The path.</param>
internal sealed record RouteEntry(int Index, int Priority, string? Host, bool IsWildcard, PathPattern Pattern)
{
    /// <summary>True if the route answers to a host.</summary>
    /// <param name="host">The host as <see cref="Authority.Host"/> has it; empty if there is none.</param>
    public bool Serves(string host) =>
        // *.example.com holds a.example.com and a.b.example.com, and not example.com: what DNS and nginx mean by it.
        Host is null || (IsWildcard ? host.EndsWith(Host, StringComparison.Ordinal) : host == Host);

    /// <summary>
    /// The order in which routes are tried: priority; named hosts, wildcards (the longest first), any; exact paths; the longest; literals before parameters; the file's.
    /// </summary>
    public static IComparer<RouteEntry> Order { get; } = Comparer<RouteEntry>.Create((one, other) => one.ComparedWith(other));

    private int ComparedWith(RouteEntry other)
    {
        ReadOnlySpan<int> steps =
        [
            other.Priority.CompareTo(Priority),
            HostRank.CompareTo(other.HostRank),
            IsWildcard && other.IsWildcard ? other.Host!.Length.CompareTo(Host!.Length) : 0,
            other.Pattern.IsExact.CompareTo(Pattern.IsExact),
            other.Pattern.Segments.Length.CompareTo(Pattern.Segments.Length),
            LiteralsFirst(other),
            Index.CompareTo(other.Index),
        ];
        foreach (var step in steps)
            if (step != 0)
                return step;
        return 0;
    }

    private int HostRank => Host is null ? 2 : IsWildcard ? 1 : 0;

    private int LiteralsFirst(RouteEntry other)
    {
        foreach (var (mine, theirs) in Pattern.Segments.Zip(other.Pattern.Segments))
            if ((mine.Literal is null) != (theirs.Literal is null))
                return mine.Literal is null ? 1 : -1;
        return 0;
    }
}
