using FsCheck;
using FsCheck.Fluent;
using Wayleave.Protocol.Resp;

namespace Wayleave.Protocol.Tests.Resp;

/// <summary>Makes values of every type, nested up to three deep; a push only where one may stand.</summary>
internal static class RespTrees
{
    private static readonly Gen<string> s_words = Gen.Elements("", "OK", "a b", "ERR é", "MOVED 1 [::1]:2");
    private static readonly Gen<ReadOnlyMemory<byte>> s_bytes = Gen.Elements<byte>(0, 10, 13, 36, 42, 65, 255).ArrayOf().Select(bytes => new ReadOnlyMemory<byte>(bytes));

    private static readonly Gen<RespValue> s_scalars = Gen.OneOf(
        s_words.Select(text => (RespValue)new RespValue.SimpleString(text)),
        s_words.Select(text => (RespValue)new RespValue.Error(text)),
        Gen.Constant((RespValue)new RespValue.Error("ERR two\r\nlines")),
        Gen.Elements(0, 1, -1, long.MinValue, long.MaxValue).Select(number => (RespValue)new RespValue.Integer(number)),
        s_bytes.Select(bytes => (RespValue)new RespValue.BulkString(bytes)),
        Gen.Constant((RespValue)RespValue.Null.Instance),
        Gen.Elements(0, -0.5, 1e300, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity).Select(number => (RespValue)new RespValue.Double(number)),
        Gen.Elements(true, false).Select(flag => (RespValue)new RespValue.Boolean(flag)),
        Gen.Elements("0", "-17", "123456789012345678901234567890").Select(digits => (RespValue)new RespValue.BigNumber(digits)),
        s_bytes.Select(bytes => (RespValue)new RespValue.Verbatim("txt", bytes)));

    public static Gen<RespValue> Values { get; } = Gen.OneOf(Nested(3), Lists(2).Select(items => (RespValue)new RespValue.Push([.. items])));

    private static Gen<RespValue> Nested(int depth) => depth == 0 ? s_scalars : Gen.OneOf(
        s_scalars,
        Lists(depth - 1).Select(items => (RespValue)new RespValue.Array([.. items])),
        Lists(depth - 1).Select(items => (RespValue)new RespValue.Set([.. items])),
        Lists(depth - 1).Select(items => (RespValue)new RespValue.Map([.. items.Zip(items.Reverse(), KeyValuePair.Create)])));

    private static Gen<RespValue[]> Lists(int depth) => Gen.Choose(0, 4).SelectMany(count => Nested(depth).ArrayOf(count));
}
