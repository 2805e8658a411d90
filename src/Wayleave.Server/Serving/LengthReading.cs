namespace Wayleave.Server.Serving;

/// <summary>Content-Length: digits alone (RFC 9110 §8.6). Kestrel takes <c>+5</c> and <c>-0</c> too, which a hop in front may read otherwise.</summary>
internal sealed class LengthReading : FieldReading
{
    // A number of 64 bits, and no more than Kestrel has room for.
    private const int MostDigits = 19;

    private const string NoNumber = "x";

    /// <inheritdoc/>
    public override string Read(ReadOnlySpan<byte> value) =>
        value.Length is > 0 and <= MostDigits && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9') ? Latin1.GetString(value) : NoNumber;
}
