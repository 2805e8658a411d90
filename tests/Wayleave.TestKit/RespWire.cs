using System.Globalization;
using System.Text;
using Wayleave.Protocol.Resp;

namespace Wayleave.TestKit;

/// <summary>Redis' values as they stand on the wire, and in words.</summary>
public static class RespWire
{
    /// <summary>A value as a server sends it.</summary>
    public static byte[] Bytes(RespValue value) => value switch
    {
        RespValue.SimpleString simple => Line('+', simple.Content),
        RespValue.Error error => error.Content.AsSpan().ContainsAny('\r', '\n') ? Bulk('!', Encoding.UTF8.GetBytes(error.Content)) : Line('-', error.Content),
        RespValue.Integer integer => Line(':', $"{integer.Number}"),
        RespValue.BulkString bulk => Bulk('$', bulk.Content.ToArray()),
        RespValue.Null => Line('_', ""),
        RespValue.Double number => Line(',', Tell(number.Number)),
        RespValue.Boolean flag => Line('#', flag.Flag ? "t" : "f"),
        RespValue.BigNumber big => Line('(', big.Digits),
        RespValue.Verbatim verbatim => Bulk('=', [.. Encoding.Latin1.GetBytes(verbatim.Format), (byte)':', .. verbatim.Content.Span]),
        RespValue.Map map => [.. Line('%', $"{map.Pairs.Length}"), .. map.Pairs.SelectMany(pair => (byte[])[.. Bytes(pair.Key), .. Bytes(pair.Value)])],
        RespValue.Set => Items('~', value),
        RespValue.Push => Items('>', value),
        _ => Items('*', value),
    };

    /// <summary>A value in words that show its type: equal words, equal values.</summary>
    public static string Tell(RespValue? value) => value switch
    {
        null => "nothing",
        RespValue.SimpleString simple => $"+{simple.Content}",
        RespValue.Error error => $"-{error.Content}",
        RespValue.Integer integer => $":{integer.Number}",
        RespValue.BulkString bulk => $"'{Encoding.Latin1.GetString(bulk.Content.Span)}'",
        RespValue.Null => "null",
        RespValue.Double number => Tell(number.Number),
        RespValue.Boolean flag => flag.Flag ? "true" : "false",
        RespValue.BigNumber big => $"({big.Digits}",
        RespValue.Verbatim verbatim => $"{verbatim.Format}'{Encoding.Latin1.GetString(verbatim.Content.Span)}'",
        RespValue.Map map => $"{{{string.Join(", ", map.Pairs.Select(pair => $"{Tell(pair.Key)}: {Tell(pair.Value)}"))}}}",
        RespValue.Set => $"~[{Inner(value)}]",
        RespValue.Push => $">[{Inner(value)}]",
        _ => $"[{Inner(value)}]",
    };

    /// <summary>A bulk string from text.</summary>
    public static RespValue Bulk(string text) => new RespValue.BulkString(Encoding.UTF8.GetBytes(text));

    /// <summary>An array.</summary>
    public static RespValue Array(params RespValue[] values) => new RespValue.Array([.. values]);

    /// <summary>A push of bulk strings, as a channel's message is one.</summary>
    public static RespValue Push(params string[] words) => new RespValue.Push([.. words.Select(Bulk)]);

    private static string Inner(RespValue value) => string.Join(", ", value.AsItems().Select(Tell));

    private static string Tell(double number) => number switch
    {
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        double.NaN => "nan",
        _ => number.ToString("R", CultureInfo.InvariantCulture),
    };

    private static byte[] Line(char type, string text) => Encoding.UTF8.GetBytes($"{type}{text}\r\n");

    private static byte[] Bulk(char type, byte[] content) => [.. Line(type, $"{content.Length}"), .. content, .. "\r\n"u8];

    private static byte[] Items(char type, RespValue value) => [.. Line(type, $"{value.AsItems().Length}"), .. value.AsItems().SelectMany(Bytes)];
}
