namespace Wayleave.Server.Events.Stores.Redis.Plain;

/// <summary>Finds where one node stopped in what another has heard too.</summary>
/// <remarks>
/// <code>
/// appended   … a b c d            the last that stand in the channel's history
/// heard            c d e f        what this node has kept of the same stream: e is the first that is still to be appended
/// </code>
/// Both are pieces of one stream, so the end of the one lies over the beginning of the other. Where equal messages let it lie in several ways,
/// the one that appends most is taken: rather twice than never, and it is told.
/// </remarks>
internal static class Overlap
{
    /// <summary>Finds it.</summary>
    /// <param name="heard">What was heard, in order.</param>
    /// <param name="appended">What was appended, in order, as far back as is known.</param>
    /// <returns>How many of those heard stand there already, and whether there is no other way to see it.</returns>
    public static (int Appended, bool IsCertain) Find(ReadOnlySpan<string> heard, ReadOnlySpan<string> appended)
    {
        var (ways, fewest) = (0, 0);
        for (var count = heard.Length; count > 0; count--)
        {
            var common = Math.Min(count, appended.Length);
            if (common == 0 || !heard[(count - common)..count].SequenceEqual(appended[^common..]))
                continue;
            ways++;
            fewest = count;
        }

        return (fewest, ways <= 1);
    }
}
