namespace Wayleave.Protocol.Resp;

/// <summary>What stands next on the wire: a whole scalar, or the beginning of an aggregate.</summary>
/// <param name="Value">The scalar; null for an aggregate.</param>
/// <param name="Kind">The aggregate's type.</param>
/// <param name="Count">How many values belong to the aggregate; a pair is two.</param>
internal readonly record struct RespElement(RespValue? Value, RespAggregateKind Kind, long Count)
{
    public static RespElement Of(RespValue value) => new(value, RespAggregateKind.None, 0);
}
