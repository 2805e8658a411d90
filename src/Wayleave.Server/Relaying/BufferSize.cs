namespace Wayleave.Server.Relaying;

/// <summary>How large a buffer is worth its memory: it follows what came last. A large message comes faster in a large one, small ones need none.</summary>
/// <param name="most">The largest, in bytes.</param>
internal struct BufferSize(int most)
{
    private const int SmallBytes = 8 * 1024;

    private bool _wasLittle;

    /// <summary>How many bytes to rent.</summary>
    public int Bytes { get; private set; } = Math.Min(SmallBytes, most);

    /// <summary>So much has come in one of that size.</summary>
    /// <param name="count">How many bytes.</param>
    public void Saw(int count)
    {
        var isLittle = count <= SmallBytes / 2;
        if (count == Bytes)
            Bytes = most;
        // One small message between large ones, as an acknowledgement is, would cost the next one a second read and a second write.
        else if (isLittle && _wasLittle)
            Bytes = Math.Min(SmallBytes, most);
        _wasLittle = isLittle;
    }
}
