using System.Buffers;

namespace Wayleave.Protocol.Http;

/// <summary>Cuts a head into lines and keeps the rules that concern line ends and length.</summary>
internal ref struct LineScanner(ReadOnlySpan<byte> source, int maxBytes, HeadStrictness strictness)
{
    private readonly ReadOnlySpan<byte> _source = source;

    /// <summary>How many bytes the lines returned so far take.</summary>
    public int Consumed { get; private set; }

    /// <summary>The next line without its end.</summary>
    public OperationStatus Next(out ReadOnlySpan<byte> line, out HttpViolation violation)
    {
        var rest = _source[Consumed..];
        var length = rest.IndexOf((byte)'\n');
        line = length < 0 ? rest : rest[..length];
        violation = HttpViolation.None;

        if (Consumed + (length < 0 ? rest.Length : length + 1) > maxBytes || (length < 0 && _source.Length >= maxBytes))
            violation = HttpViolation.HeadTooLarge;
        else if (length < 0)
            // A CR may be the last byte so far; anywhere else it is known to be bare.
            violation = HasBareReturn(line is [.., (byte)'\r'] ? line[..^1] : line) ? HttpViolation.BareCarriageReturn : HttpViolation.None;
        else if (line is [.., (byte)'\r'])
            line = line[..^1];
        else if (strictness == HeadStrictness.Strict)
            violation = HttpViolation.BareLineFeed;

        if (violation == HttpViolation.None && length >= 0 && HasBareReturn(line))
            violation = HttpViolation.BareCarriageReturn;
        if (violation != HttpViolation.None)
            return OperationStatus.InvalidData;
        if (length < 0)
            return OperationStatus.NeedMoreData;

        Consumed += length + 1;
        return OperationStatus.Done;
    }

    private readonly bool HasBareReturn(ReadOnlySpan<byte> line) =>
        strictness == HeadStrictness.Strict && line.Contains((byte)'\r');
}
