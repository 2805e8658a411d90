using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Wayleave.Protocol.Resp;

/// <summary>Reads the values that are one line.</summary>
internal static class RespScalars
{
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);
    private static readonly SearchValues<byte> DoubleBytes = SearchValues.Create("0123456789+-.eE"u8);

    /// <summary>Reads a line.</summary>
    /// <param name="type">Its first byte.</param>
    /// <param name="line">What follows that.</param>
    /// <param name="value">The value.</param>
    public static RespViolation Read(byte type, ReadOnlySpan<byte> line, out RespValue? value)
    {
        value = type switch
        {
            (byte)'+' => new RespValue.SimpleString(Encoding.UTF8.GetString(line)),
            (byte)'-' => new RespValue.Error(Encoding.UTF8.GetString(line)),
            (byte)':' => Utf8Parser.TryParse(line, out long number, out var used) && used == line.Length ? new RespValue.Integer(number) : null,
            (byte)',' => DoubleOf(line) is { } number ? new RespValue.Double(number) : null,
            (byte)'(' => IsWhole(line) ? new RespValue.BigNumber(Encoding.ASCII.GetString(line)) : null,
            (byte)'#' => line switch { [(byte)'t'] => new RespValue.Boolean(true), [(byte)'f'] => new RespValue.Boolean(false), _ => null },
            _ => line.IsEmpty ? RespValue.Null.Instance : null,
        };
        return value is not null ? RespViolation.None : type switch
        {
            (byte)'#' => RespViolation.BooleanInvalid,
            (byte)'_' => RespViolation.NullInvalid,
            _ => RespViolation.NumberInvalid,
        };
    }

    /// <summary>A length: decimal digits and nothing else; null if it is none.</summary>
    /// <param name="line">The digits.</param>
    public static long? LengthOf(ReadOnlySpan<byte> line) =>
        // No limit is that long, so the number of digits is bounded before they are counted.
        line.Length is > 0 and <= 18 && !line.ContainsAnyExcept(Digits) && Utf8Parser.TryParse(line, out long length, out _) ? length : null;

    private static bool IsWhole(ReadOnlySpan<byte> line)
    {
        var digits = line is [(byte)'-' or (byte)'+', ..] ? line[1..] : line;
        return !digits.IsEmpty && !digits.ContainsAnyExcept(Digits);
    }

    private static double? DoubleOf(ReadOnlySpan<byte> line)
    {
        if (line.SequenceEqual("inf"u8))
            return double.PositiveInfinity;
        if (line.SequenceEqual("-inf"u8))
            return double.NegativeInfinity;
        // Redis 7.0 writes what the C library does, which may be "-nan".
        if (line.SequenceEqual("nan"u8) || line.SequenceEqual("-nan"u8))
            return double.NaN;
        return !line.ContainsAnyExcept(DoubleBytes) && double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
