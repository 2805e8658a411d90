using System.Collections.Immutable;

namespace Wayleave.Protocol.Resp;

/// <summary>An aggregate whose items still come in.</summary>
/// <param name="kind">Its type.</param>
/// <param name="count">How many values belong to it.</param>
internal sealed class RespAggregate(RespAggregateKind kind, int count)
{
    // What is announced is only believed once it comes: a header of a few bytes must not take a megabyte.
    private readonly ImmutableArray<RespValue>.Builder _items = ImmutableArray.CreateBuilder<RespValue>(Math.Min(count, 64));

    public bool IsFull => _items.Count == count;

    public void Add(RespValue value) => _items.Add(value);

    /// <summary>The whole; null for an attribute, which nobody asked for.</summary>
    public RespValue? Build() => kind switch
    {
        RespAggregateKind.Array => new RespValue.Array(_items.DrainToImmutable()),
        RespAggregateKind.Set => new RespValue.Set(_items.DrainToImmutable()),
        RespAggregateKind.Push => new RespValue.Push(_items.DrainToImmutable()),
        RespAggregateKind.Map => new RespValue.Map(Pairs()),
        _ => null,
    };

    private ImmutableArray<KeyValuePair<RespValue, RespValue>> Pairs()
    {
        var pairs = ImmutableArray.CreateBuilder<KeyValuePair<RespValue, RespValue>>(count / 2);
        for (var at = 0; at < count; at += 2)
            pairs.Add(KeyValuePair.Create(_items[at], _items[at + 1]));
        return pairs.MoveToImmutable();
    }
}
