namespace Wayleave.Server.Serving;

/// <summary>Connection, with all that it names (RFC 9110 §7.6.1: none of that is passed on).</summary>
/// <remarks>
/// Where Kestrel finds exactly one of <c>keep-alive</c>, <c>close</c> and <c>upgrade</c> in it, it puts that word in place of the whole value,
/// and what else is named is lost to us. So where something is, it finds two of them, or none: <c>keep-alive</c> changes nothing beside either
/// of the others, and beside none of them it is what HTTP/1.1 does anyway. One that stands alone on its line stays as it is, since HTTP/1.0 is
/// different: beside such a line what another line names is still lost.
/// </remarks>
internal sealed class ConnectionReading : FieldReading
{
    private const string KeepAlive = "keep-alive";

    /// <inheritdoc/>
    public override string Read(ReadOnlySpan<byte> value)
    {
        var text = Latin1.GetString(value);
        if (!text.Contains(',', StringComparison.Ordinal))
            return text;
        // Kestrel knows no tab around a word.
        var words = text.Split(',').Select(word => word.Trim(' ', '\t')).Where(word => word.Length > 0).ToArray();
        if (words.Any(word => Is(word, "close") || Is(word, "upgrade")))
            return string.Join(", ", words.Any(word => Is(word, KeepAlive)) ? words : words.Append(KeepAlive));
        var others = words.Where(word => !Is(word, KeepAlive)).ToArray();
        return string.Join(", ", others.Length > 0 ? others : words);
    }

    private static bool Is(string word, string known) => word.Equals(known, StringComparison.OrdinalIgnoreCase);
}
