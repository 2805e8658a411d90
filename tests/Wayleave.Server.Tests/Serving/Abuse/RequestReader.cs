using System.Buffers;
using System.Text;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Tests.Serving.Abuse;

/// <summary>Cuts a stream into requests, strictly, and keeps their bytes.</summary>
/// <param name="stream">The stream.</param>
/// <param name="cancel">Ends a wait.</param>
internal sealed class RequestReader(Stream stream, CancellationToken cancel)
{
    private byte[] _bytes = [];

    /// <summary>The head of the last request; null if the last bytes were none.</summary>
    public RequestHead? Head { get; private set; }

    /// <summary>The next request, whole, as it came; what is no request as it came; empty at the end.</summary>
    public async Task<string> NextAsync()
    {
        while (true)
        {
            if (_bytes.Length > 0 && Take() is { } whole)
                return whole;
            if (!await FillAsync())
            {
                Head = null;
                return Cut(_bytes.Length);
            }
        }
    }

    /// <summary>What comes next, whatever it is; empty at the end.</summary>
    public async Task<string> MoreAsync()
    {
        if (_bytes.Length == 0)
            await FillAsync();
        return Cut(_bytes.Length);
    }

    private string? Take()
    {
        var status = HeadReader.TryReadRequest(_bytes, new HeadLimits(1024 * 1024), out var head, out var length, out _);
        Head = head;
        if (status == OperationStatus.NeedMoreData)
            return null;
        if (status != OperationStatus.Done || !BodyFraming.TryOfRequest(head!, out var framing, out _))
        {
            Head = null;
            return Cut(_bytes.Length);
        }

        if (framing.Kind == BodyKind.Chunked)
        {
            var chunks = new ChunkedReader();
            while (true)
            {
                var read = chunks.Read(_bytes.AsSpan(length), out _, out var consumed, out _);
                length += consumed;
                if (read == ChunkedRead.Done)
                    return Cut(length);
                if (read == ChunkedRead.Invalid)
                {
                    Head = null;
                    return Cut(_bytes.Length);
                }

                if (read == ChunkedRead.NeedMoreData)
                    return null;
            }
        }

        return _bytes.Length < length + framing.Length ? null : Cut(length + (int)framing.Length);
    }

    private string Cut(int length)
    {
        var text = Encoding.Latin1.GetString(_bytes, 0, length);
        _bytes = _bytes[length..];
        return text;
    }

    private async Task<bool> FillAsync()
    {
        var buffer = new byte[64 * 1024];
        var count = await stream.ReadAsync(buffer, cancel);
        _bytes = [.. _bytes, .. buffer.AsSpan(0, count)];
        return count > 0;
    }
}
