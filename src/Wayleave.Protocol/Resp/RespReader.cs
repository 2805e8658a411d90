using System.Buffers;

namespace Wayleave.Protocol.Resp;

/// <summary>Turns the bytes that a Redis server sends into values, in RESP3 and RESP2.</summary>
/// <remarks>
/// The caller keeps what was not consumed and shows it again, from its first byte, with more behind it. The reader remembers how far it
/// has come, so an array that arrives in a thousand pieces is not read a thousand times. Values own their bytes: those shown may be reused
/// once consumed. Attributes are read and dropped. Not thread-safe.
/// </remarks>
/// <param name="limits">Security limits; null for the defaults.</param>
public sealed class RespReader(RespLimits? limits = null)
{
    private readonly RespLimits _limits = limits ?? RespLimits.Default;
    private readonly Stack<RespAggregate> _open = new();
    private int _built;
    private long _items;
    private RespViolation _flaw;

    /// <summary>Reads the value at the front of <paramref name="source"/>.</summary>
    /// <param name="source">The bytes received and not consumed yet.</param>
    /// <param name="value">The value; null unless it is whole.</param>
    /// <param name="consumed">How many bytes it took.</param>
    /// <param name="violation">What is wrong.</param>
    /// <returns>
    /// <see cref="OperationStatus.NeedMoreData"/> consumes nothing; <see cref="OperationStatus.InvalidData"/> gives its reason in
    /// <paramref name="violation"/>, and stays: where the next value would begin is not known.
    /// </returns>
    public OperationStatus Read(ReadOnlySpan<byte> source, out RespValue? value, out int consumed, out RespViolation violation)
    {
        (value, consumed) = (null, 0);
        // Bytes beyond the limit are not looked at, so that the verdict does not depend on how they were cut.
        var seen = source[..Math.Min(source.Length, _limits.MaxValueBytes)];
        while (_flaw == RespViolation.None)
        {
            var status = RespElementReader.Read(seen[_built..], _limits, out var element, out var length, out _flaw);
            if (status == OperationStatus.NeedMoreData)
            {
                if (seen.Length < source.Length)
                {
                    _flaw = RespViolation.ValueTooLong;
                    break;
                }

                violation = RespViolation.None;
                return status;
            }

            if (status == OperationStatus.InvalidData)
                break;
            _built += length;
            value = Take(element);
            if (value is null)
                continue;
            (consumed, violation) = (_built, RespViolation.None);
            (_built, _items) = (0, 0);
            return OperationStatus.Done;
        }

        violation = _flaw;
        _open.Clear();
        return OperationStatus.InvalidData;
    }

    // The whole value that this element completes, if it does.
    private RespValue? Take(RespElement element)
    {
        if (element.Value is { } scalar)
            return Add(scalar);

        _items += element.Count;
        _flaw = element switch
        {
            { Kind: RespAggregateKind.Push } when _open.Count > 0 => RespViolation.PushInside,
            _ when _items > _limits.MaxItems => RespViolation.TooManyItems,
            _ when _open.Count == _limits.MaxDepth => RespViolation.TooDeep,
            _ => RespViolation.None,
        };
        if (_flaw != RespViolation.None)
            return null;
        var aggregate = new RespAggregate(element.Kind, (int)element.Count);
        if (!aggregate.IsFull)
            _open.Push(aggregate);
        else if (aggregate.Build() is { } empty)
            return Add(empty);
        return null;
    }

    private RespValue? Add(RespValue value)
    {
        while (_open.TryPeek(out var inner))
        {
            inner.Add(value);
            if (!inner.IsFull)
                return null;
            _open.Pop();
            // An attribute is no item: the value that it speaks of is still to come.
            if (inner.Build() is not { } whole)
                return null;
            value = whole;
        }

        return value;
    }
}
