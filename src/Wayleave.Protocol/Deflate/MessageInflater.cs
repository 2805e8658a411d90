using System.IO.Compression;
using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Deflate;

/// <summary>Inflates the messages of one direction of a socket, piece by piece as their frames come.</summary>
/// <param name="noContextTakeover">Whether each message begins with an empty window.</param>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc7692#section-7.2.2">RFC 7692 §7.2.2</seealso>
public sealed class MessageInflater(bool noContextTakeover) : IDisposable
{
    // Small enough that a bomb is noticed early, large enough that a call costs little beside its bytes.
    private const int StepBytes = 16 * 1024;

    private readonly FeedStream _feed = new();
    private readonly byte[] _step = new byte[StepBytes];
    private DeflateStream? _inflate;

    private static ReadOnlySpan<byte> Tail => [0x00, 0x00, 0xFF, 0xFF];

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        _feed.Dispose();
    }

    /// <summary>Takes a piece of a message's payload, unmasked, and appends what it inflates to.</summary>
    internal Violation Append(ReadOnlySpan<byte> piece, PayloadBuffer output, int maxBytes)
    {
        _feed.Feed(piece);
        _inflate ??= new DeflateStream(_feed, CompressionMode.Decompress, leaveOpen: true);
        try
        {
            while (true)
            {
                var count = _inflate.Read(_step);
                if (count == 0)
                    return Violation.None;
                if (count > maxBytes - output.Length)
                    return Violation.InflatedTooLarge;
                output.Append(_step.AsSpan(0, count));
            }
        }
        catch (InvalidDataException)
        {
            return Violation.DeflateInvalid;
        }
    }

    /// <summary>Ends a message: gives the decompressor the tail that the sender left out.</summary>
    internal Violation EndMessage(PayloadBuffer output, int maxBytes)
    {
        var violation = Append(Tail, output, maxBytes);
        // A sender may end its stream with the message (RFC 7692 §7.2.3.4); the decompressor then reads no tail and is of no more use.
        if (noContextTakeover || _feed.Unread > 0)
            Forget();
        return violation;
    }

    private void Forget()
    {
        _inflate?.Dispose();
        _inflate = null;
    }
}
