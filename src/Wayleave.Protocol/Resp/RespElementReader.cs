using System.Buffers;
using System.Text;

namespace Wayleave.Protocol.Resp;

/// <summary>Reads the element at the front of some bytes.</summary>
internal static class RespElementReader
{
    /// <summary>Reads one element.</summary>
    /// <returns><see cref="OperationStatus.NeedMoreData"/> consumes nothing; <see cref="OperationStatus.InvalidData"/> gives its reason.</returns>
    public static OperationStatus Read(ReadOnlySpan<byte> source, RespLimits limits, out RespElement element, out int consumed, out RespViolation violation)
    {
        (element, consumed, violation) = (default, 0, RespViolation.None);
        if (source.IsEmpty)
            return OperationStatus.NeedMoreData;

        switch (source[0])
        {
            case (byte)'+' or (byte)'-' or (byte)':' or (byte)'_' or (byte)'#' or (byte)',' or (byte)'(' or (byte)'$' or (byte)'!' or (byte)'='
                or (byte)'*' or (byte)'%' or (byte)'~' or (byte)'>' or (byte)'|':
                break;
            case (byte)';' or (byte)'.':
                return Refuse(RespViolation.Streamed, out violation);
            default:
                return Refuse(RespViolation.TypeUnknown, out violation);
        }

        var status = ReadLine(source[1..], limits, out var line, out violation);
        if (status != OperationStatus.Done)
            return status;
        var end = 1 + line.Length + 2;
        return source[0] switch
        {
            (byte)'$' or (byte)'!' or (byte)'=' => ReadBulk(source, line, end, limits, out element, out consumed, out violation),
            (byte)'*' or (byte)'%' or (byte)'~' or (byte)'>' or (byte)'|' => ReadHeader(source[0], line, end, limits, out element, out consumed, out violation),
            _ => ReadScalar(source[0], line, end, out element, out consumed, out violation),
        };
    }

    private static OperationStatus ReadLine(ReadOnlySpan<byte> source, RespLimits limits, out ReadOnlySpan<byte> line, out RespViolation violation)
    {
        line = [];
        violation = RespViolation.None;
        var end = source.IndexOfAny((byte)'\r', (byte)'\n');
        if ((end < 0 ? source.Length : end) > limits.MaxLineBytes)
            return Refuse(RespViolation.LineTooLong, out violation);
        if (end < 0 || (end == source.Length - 1 && source[end] == (byte)'\r'))
            return OperationStatus.NeedMoreData;
        if (source[end] == (byte)'\n' || source[end + 1] != (byte)'\n')
            return Refuse(RespViolation.LineInvalid, out violation);
        line = source[..end];
        return OperationStatus.Done;
    }

    private static OperationStatus ReadScalar(byte type, ReadOnlySpan<byte> line, int end, out RespElement element, out int consumed, out RespViolation violation)
    {
        violation = RespScalars.Read(type, line, out var value);
        (element, consumed) = value is null ? (default, 0) : (RespElement.Of(value), end);
        return value is null ? OperationStatus.InvalidData : OperationStatus.Done;
    }

    private static OperationStatus ReadHeader(
        byte type, ReadOnlySpan<byte> line, int end, RespLimits limits, out RespElement element, out int consumed, out RespViolation violation)
    {
        (element, consumed) = (default, 0);
        // RESP2's null array.
        if (type == (byte)'*' && line.SequenceEqual("-1"u8))
            element = RespElement.Of(RespValue.Null.Instance);
        else if (RespScalars.LengthOf(line) is not { } count)
            return Refuse(FlawOf(line), out violation);
        else if (count > limits.MaxItems)
            return Refuse(RespViolation.TooManyItems, out violation);
        else
            element = new RespElement(null, (RespAggregateKind)type, type is (byte)'%' or (byte)'|' ? count * 2 : count);
        (consumed, violation) = (end, RespViolation.None);
        return OperationStatus.Done;
    }

    private static OperationStatus ReadBulk(
        ReadOnlySpan<byte> source, ReadOnlySpan<byte> line, int start, RespLimits limits, out RespElement element, out int consumed, out RespViolation violation)
    {
        (element, consumed, violation) = (default, 0, RespViolation.None);
        var type = source[0];
        // RESP2's null string.
        if (type == (byte)'$' && line.SequenceEqual("-1"u8))
        {
            (element, consumed) = (RespElement.Of(RespValue.Null.Instance), start);
            return OperationStatus.Done;
        }

        if (RespScalars.LengthOf(line) is not { } announced)
            return Refuse(FlawOf(line), out violation);
        if (announced > limits.MaxBulkBytes)
            return Refuse(RespViolation.BulkTooLong, out violation);
        var length = (int)announced;
        if (source.Length - start < (long)length + 2)
            return OperationStatus.NeedMoreData;
        if (source[start + length] != (byte)'\r' || source[start + length + 1] != (byte)'\n')
            return Refuse(RespViolation.BulkNotEnded, out violation);

        var content = source.Slice(start, length);
        if (type == (byte)'=' && (length < 4 || content[3] != (byte)':'))
            return Refuse(RespViolation.VerbatimInvalid, out violation);
        element = RespElement.Of(type switch
        {
            (byte)'!' => new RespValue.Error(Encoding.UTF8.GetString(content)),
            (byte)'=' => new RespValue.Verbatim(Encoding.Latin1.GetString(content[..3]), content[4..].ToArray()),
            _ => new RespValue.BulkString(content.ToArray()),
        });
        consumed = start + length + 2;
        return OperationStatus.Done;
    }

    private static RespViolation FlawOf(ReadOnlySpan<byte> length) => length is [(byte)'?'] ? RespViolation.Streamed : RespViolation.LengthInvalid;

    private static OperationStatus Refuse(RespViolation reason, out RespViolation violation)
    {
        violation = reason;
        return OperationStatus.InvalidData;
    }
}
