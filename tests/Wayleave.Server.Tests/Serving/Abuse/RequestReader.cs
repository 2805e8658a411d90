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
            var (chunks, whole, before) = (new ChunkedReader(), new StringBuilder(), length);
            while (true)
            {
                var read = chunks.Read(_bytes.AsSpan(length), out var body, out var consumed, out _);
                whole.Append(Encoding.Latin1.GetString(body));
                length += consumed;
                if (read == ChunkedRead.Done)
                    return AsOneChunk(Cut(length), before, whole.ToString());
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

    // Into how many chunks a body is cut on the way is chance; trailers are kept as they are.
    private static string AsOneChunk(string raw, int head, string body) =>
        body.Length > 0 && raw.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal) ? $"{raw[..head]}{body.Length:x}\r\n{body}\r\n0\r\n\r\n" : raw;

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
