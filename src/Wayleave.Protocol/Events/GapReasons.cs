namespace Wayleave.Protocol.Events;

/// <summary>The one place that turns a <see cref="GapReason"/> into its word on the wire and back.</summary>
public static class GapReasons
{
    private static readonly string[] s_words = ["epoch", "ahead", "diverged", "trimmed", "expired", "limit", "slow", "too_large", "handover"];

    /// <summary>The word that a gap frame carries.</summary>
    /// <param name="reason">The reason.</param>
    public static string Word(this GapReason reason) => s_words[(int)reason];

    /// <summary>Reads the word of a gap frame.</summary>
    /// <param name="word">The word.</param>
    /// <param name="reason">The reason.</param>
    /// <returns>False if no reason has this word; a newer server may know more of them.</returns>
    public static bool TryParse(ReadOnlySpan<char> word, out GapReason reason)
    {
        for (var at = 0; at < s_words.Length; at++)
        {
            reason = (GapReason)at;
            if (word.SequenceEqual(s_words[at]))
                return true;
        }

        reason = default;
        return false;
    }
}
