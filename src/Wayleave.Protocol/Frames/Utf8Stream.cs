using System.Text.Unicode;

namespace Wayleave.Protocol.Frames;

/// <summary>Checks text that comes in pieces, and fails at the first byte that no continuation could make right.</summary>
/// <remarks>
/// What is left to come of a code point is kept as a count and the range its next byte must lie in: the second byte after E0, ED,
/// F0 and F4 has a narrower one, which keeps out overlong forms, surrogates and what lies above U+10FFFF.
/// </remarks>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc3629#section-4">RFC 3629 §4</seealso>
public struct Utf8Stream
{
    private byte _left;
    private byte _lowest;
    private byte _highest;

    /// <summary>True if no code point is begun and unfinished: the text may end here.</summary>
    public readonly bool IsComplete => _left == 0;

    /// <summary>Takes the next piece.</summary>
    /// <param name="piece">The bytes.</param>
    /// <returns>False if the text can no longer become UTF-8; the value is then of no more use.</returns>
    public bool Append(ReadOnlySpan<byte> piece)
    {
        while (_left > 0 && !piece.IsEmpty)
        {
            if (!Step(piece[0]))
                return false;
            piece = piece[1..];
        }

        // All but an unfinished end is whole, and the runtime checks that many bytes at a time.
        var whole = piece.Length - UnfinishedLength(piece);
        if (!Utf8.IsValid(piece[..whole]))
            return false;
        foreach (var value in piece[whole..])
            if (!Step(value))
                return false;

        return true;
    }

    private static int UnfinishedLength(ReadOnlySpan<byte> piece)
    {
        for (var back = 1; back <= Math.Min(3, piece.Length); back++)
        {
            var needed = piece[^back] switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, >= 0x80 => 0, _ => 1 };
            if (needed > 0)
                return needed > back ? back : 0;
        }

        return 0;
    }

    private bool Step(byte value)
    {
        if (_left > 0)
        {
            var fits = value >= _lowest && value <= _highest;
            (_left, _lowest, _highest) = ((byte)(_left - 1), 0x80, 0xBF);
            return fits;
        }

        (_left, _lowest, _highest) = value switch
        {
            <= 0x7F => ((byte)0, (byte)0, (byte)0),
            >= 0xC2 and <= 0xDF => ((byte)1, (byte)0x80, (byte)0xBF),
            0xE0 => ((byte)2, (byte)0xA0, (byte)0xBF),
            0xED => ((byte)2, (byte)0x80, (byte)0x9F),
            >= 0xE1 and <= 0xEF => ((byte)2, (byte)0x80, (byte)0xBF),
            0xF0 => ((byte)3, (byte)0x90, (byte)0xBF),
            >= 0xF1 and <= 0xF3 => ((byte)3, (byte)0x80, (byte)0xBF),
            0xF4 => ((byte)3, (byte)0x80, (byte)0x8F),
            _ => ((byte)0, (byte)1, (byte)0),
        };
        return _left > 0 || value <= 0x7F;
    }
}
