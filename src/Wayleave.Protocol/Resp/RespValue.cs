using System.Collections.Immutable;
using System.Text;

namespace Wayleave.Protocol.Resp;

/// <summary>A value that Redis sends: one closed family for RESP2 and RESP3.</summary>
/// <remarks>Bytes and items are held, not compared: two values with equal contents need not be equal.</remarks>
/// <seealso href="https://redis.io/docs/latest/develop/reference/protocol-spec/">The protocol's specification</seealso>
public abstract record RespValue
{
    private RespValue()
    {
    }

    /// <summary>A short text, such as <c>OK</c>.</summary>
    /// <param name="Content">The text; bytes that are no UTF-8 are replaced.</param>
    public sealed record SimpleString(string Content) : RespValue;

    /// <summary>An error, simple or bulk.</summary>
    /// <param name="Content">The error's text, its code first.</param>
    public sealed record Error(string Content) : RespValue
    {
        /// <summary>The first word, such as <c>MOVED</c> or <c>ERR</c>.</summary>
        public string Code => Content.Split(' ', 2)[0];
    }

    /// <summary>A whole number.</summary>
    /// <param name="Number">The number.</param>
    public sealed record Integer(long Number) : RespValue;

    /// <summary>Any bytes.</summary>
    /// <param name="Content">The bytes, which are this value's own.</param>
    public sealed record BulkString(ReadOnlyMemory<byte> Content) : RespValue;

    /// <summary>Nothing: RESP3's null, and RESP2's null string and null array.</summary>
    public sealed record Null : RespValue
    {
        /// <summary>The one that is needed.</summary>
        public static Null Instance { get; } = new();
    }

    /// <summary>A floating-point number, infinities and not-a-number included.</summary>
    /// <param name="Number">The number.</param>
    public sealed record Double(double Number) : RespValue;

    /// <summary>True or false.</summary>
    /// <param name="Flag">Which.</param>
    public sealed record Boolean(bool Flag) : RespValue;

    /// <summary>A whole number of any size.</summary>
    /// <param name="Digits">Its decimal digits, after a sign where there is one.</param>
    public sealed record BigNumber(string Digits) : RespValue;

    /// <summary>A text meant to be shown as it is.</summary>
    /// <param name="Format">Three letters: <c>txt</c> or <c>mkd</c>.</param>
    /// <param name="Content">The text's bytes.</param>
    public sealed record Verbatim(string Format, ReadOnlyMemory<byte> Content) : RespValue;

    /// <summary>Values in their order.</summary>
    /// <param name="Values">The values.</param>
    public sealed record Array(ImmutableArray<RespValue> Values) : RespValue;

    /// <summary>Pairs of values, in the order sent.</summary>
    /// <param name="Pairs">The pairs.</param>
    public sealed record Map(ImmutableArray<KeyValuePair<RespValue, RespValue>> Pairs) : RespValue
    {
        /// <summary>The value of the first pair whose key is that text; null if there is none.</summary>
        /// <param name="key">The key.</param>
        public RespValue? Find(string key) => Pairs.FirstOrDefault(pair => pair.Key.AsText() == key).Value;
    }

    /// <summary>Values in no order that means anything.</summary>
    /// <param name="Values">The values, in the order sent.</param>
    public sealed record Set(ImmutableArray<RespValue> Values) : RespValue;

    /// <summary>What is no answer but came by itself, such as a message of a channel.</summary>
    /// <param name="Values">Its kind, then what belongs to it.</param>
    public sealed record Push(ImmutableArray<RespValue> Values) : RespValue;

    /// <summary>The text of a string of any sort; null for everything else.</summary>
    public string? AsText() => this switch
    {
        SimpleString simple => simple.Content,
        BulkString bulk => Encoding.UTF8.GetString(bulk.Content.Span),
        Verbatim verbatim => Encoding.UTF8.GetString(verbatim.Content.Span),
        _ => null,
    };

    /// <summary>The number of an integer, also where it came as text; null for everything else.</summary>
    public long? AsInteger() => this switch
    {
        Integer integer => integer.Number,
        BulkString or SimpleString when long.TryParse(AsText(), out var number) => number,
        _ => null,
    };

    /// <summary>The items of an array, a set or a push; empty for everything else.</summary>
    public ImmutableArray<RespValue> AsItems() => this switch
    {
        Array array => array.Values,
        Set set => set.Values,
        Push push => push.Values,
        _ => [],
    };
}
