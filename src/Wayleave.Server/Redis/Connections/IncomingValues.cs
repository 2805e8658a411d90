using System.Buffers;
using Wayleave.Protocol.Resp;

namespace Wayleave.Server.Redis.Connections;

/// <summary>Reads a connection's values, and knows when it was last heard of.</summary>
/// <param name="stream">The connection.</param>
/// <param name="limits">What it can make us hold.</param>
/// <param name="time">The clock.</param>
internal sealed class IncomingValues(Stream stream, RespLimits limits, TimeProvider time)
{
    private const int SmallBuffer = 16 * 1024;
    private const int LargeBuffer = 256 * 1024;

    private readonly RespReader _reader = new(limits);
    private byte[] _buffer = new byte[SmallBuffer];
    private int _filled;
    private long _heard = time.GetTimestamp();

    /// <summary>When bytes came last.</summary>
    public long Heard => Volatile.Read(ref _heard);

    /// <summary>Reads on until the connection ends or must.</summary>
    /// <param name="take">Takes each value; what it returns, unless null, ends the connection.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Why it ends, as words behind the server's name.</returns>
    public async Task<string> ReadAsync(Func<RespValue, string?> take, CancellationToken cancel)
    {
        while (true)
        {
            if (_filled == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            var count = await stream.ReadAsync(_buffer.AsMemory(_filled), cancel).ConfigureAwait(false);
            if (count == 0)
                return "closed the connection";
            Volatile.Write(ref _heard, time.GetTimestamp());
            _filled += count;
            if (Take(take) is { } words)
                return words;
            // One large answer must not stay in memory for good.
            if (_filled == 0 && _buffer.Length > LargeBuffer)
                _buffer = new byte[SmallBuffer];
        }
    }

    private string? Take(Func<RespValue, string?> take)
    {
        for (var at = 0; ;)
        {
            switch (_reader.Read(_buffer.AsSpan(at, _filled - at), out var value, out var consumed, out var violation))
            {
                case OperationStatus.Done:
                    at += consumed;
                    if (take(value!) is { } words)
                        return words;
                    break;
                case OperationStatus.InvalidData:
                    return $"sent nonsense: {violation.Describe()}";
                default:
                    _buffer.AsSpan(at, _filled - at).CopyTo(_buffer);
                    _filled -= at;
                    return null;
            }
        }
    }
}
