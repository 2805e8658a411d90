using System.Collections.Immutable;
using System.Text;
using Wayleave.Protocol.Frames;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Sessions;

/// <summary>The frames of a socket, both ways: the first 64, each with at most 4 KiB of text.</summary>
internal sealed class FrameLog
{
    private const int MaxFrames = 64;
    private const int MaxText = 4 * 1024;

    private readonly Lock _gate = new();
    private readonly List<FrameFacts> _frames = [];
    private int _openFrame = -1;

    /// <summary>How many frames came from the far end.</summary>
    public int ReceivedCount { get; private set; }

    /// <summary>True if there were more than are kept.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Notes a frame that we send.</summary>
    public void Sent(double atMs, Opcode opcode, bool fin, bool compressed, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
            Add(new FrameFacts(atMs, true, Word(opcode), fin, payload.Length, TextOf(compressed ? Opcode.Binary : opcode, payload)));
    }

    /// <summary>Notes a frame that begins to come in; its text is known when its message is whole.</summary>
    public void Begun(double atMs, FrameHeader header)
    {
        lock (_gate)
        {
            ReceivedCount++;
            _openFrame = Add(new FrameFacts(atMs, false, Word(header.Opcode), header.Fin, header.PayloadLength, ""));
        }
    }

    /// <summary>Gives the frame last begun its text: that of its whole message.</summary>
    public void Completed(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (_openFrame >= 0)
                _frames[_openFrame] = _frames[_openFrame] with { Text = TextOf(opcode, payload) };
            _openFrame = -1;
        }
    }

    /// <summary>Everything kept so far.</summary>
    public ImmutableArray<FrameFacts> Snapshot()
    {
        lock (_gate)
            return [.. _frames];
    }

    private int Add(FrameFacts frame)
    {
        if (_frames.Count == MaxFrames)
        {
            IsCut = true;
            return -1;
        }

        _frames.Add(frame);
        return _frames.Count - 1;
    }

    private static string TextOf(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var kept = payload[..Math.Min(payload.Length, MaxText)];
        return opcode switch
        {
            Opcode.Text or Opcode.Continuation => Encoding.UTF8.GetString(kept),
            Opcode.Close when ClosePayload.Read(kept, out var close) == Violation.None => close.Code is { } code ? $"{code} {close.Reason}".TrimEnd() : "",
            Opcode.Ping or Opcode.Pong when !kept.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E) => Encoding.ASCII.GetString(kept),
            _ => Convert.ToHexStringLower(kept[..Math.Min(kept.Length, MaxText / 2)]),
        };
    }

    private static string Word(Opcode opcode) => opcode.IsKnown() ? opcode.ToString().ToLowerInvariant() : $"reserved-{(int)opcode:x}";
}
