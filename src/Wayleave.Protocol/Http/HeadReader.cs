using System.Buffers;

namespace Wayleave.Protocol.Http;

/// <summary>Reads heads from the front of bytes received. Stateless: a head that is not whole is read again with more bytes.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</seealso>
public static class HeadReader
{
    private static ReadOnlySpan<byte> ResponseStart => "HTTP/"u8;

    /// <summary>Reads one request head from the front of <paramref name="source"/>, strictly.</summary>
    /// <param name="source">The bytes received.</param>
    /// <param name="limits">Security limits.</param>
    /// <param name="head">The head where the answer is <see cref="OperationStatus.Done"/>; else null.</param>
    /// <param name="consumed">How many bytes it takes; 0 where there is no head.</param>
    /// <param name="violation">What is wrong where the answer is <see cref="OperationStatus.InvalidData"/>.</param>
    /// <returns>
    /// <see cref="OperationStatus.NeedMoreData"/> consumes nothing; <see cref="OperationStatus.InvalidData"/> as soon as no
    /// further bytes could make it a head.
    /// </returns>
    public static OperationStatus TryReadRequest(
        ReadOnlySpan<byte> source, HeadLimits limits, out RequestHead? head, out int consumed, out HttpViolation violation)
    {
        (head, consumed) = (null, 0);
        var lines = new LineScanner(source, limits.MaxBytes, HeadStrictness.Strict);

        // The method's first byte already tells a TLS hello or a WebSocket frame from a request.
        if (source is [var first, ..] && !HeadBytes.Token.Contains(first))
        {
            violation = first is (byte)'\r' or (byte)'\n' ? HttpViolation.RequestLineMalformed : HttpViolation.MethodInvalid;
            return OperationStatus.InvalidData;
        }

        var status = lines.Next(out var line, out violation);
        if (status != OperationStatus.Done)
            return status;
        violation = StartLine.ReadRequest(line, out var method, out var target, out var version);
        if (violation != HttpViolation.None)
            return OperationStatus.InvalidData;

        status = HeaderLineReader.ReadAll(ref lines, limits.MaxHeaders, HeadStrictness.Strict, out var headers, out violation);
        if (status != OperationStatus.Done)
            return status;
        if (headers.Contains("Content-Length") && headers.Contains("Transfer-Encoding"))
        {
            violation = HttpViolation.LengthAndEncoding;
            return OperationStatus.InvalidData;
        }

        head = new RequestHead(method, target, version, headers);
        consumed = lines.Consumed;
        return OperationStatus.Done;
    }

    /// <inheritdoc cref="TryReadResponse(ReadOnlySpan{byte}, HeadLimits, HeadStrictness, out ResponseHead?, out int, out HttpViolation)"/>
    public static OperationStatus TryReadResponse(
        ReadOnlySpan<byte> source, HeadLimits limits, out ResponseHead? head, out int consumed, out HttpViolation violation) =>
        TryReadResponse(source, limits, HeadStrictness.Strict, out head, out consumed, out violation);

    /// <summary>Reads one response head from the front of <paramref name="source"/>.</summary>
    /// <param name="source">The bytes received.</param>
    /// <param name="limits">Security limits.</param>
    /// <param name="strictness">Whether to put up with sloppy servers.</param>
    /// <param name="head">The head where the answer is <see cref="OperationStatus.Done"/>; else null.</param>
    /// <param name="consumed">How many bytes it takes; 0 where there is no head.</param>
    /// <param name="violation">What is wrong where the answer is <see cref="OperationStatus.InvalidData"/>.</param>
    /// <returns>
    /// <see cref="OperationStatus.NeedMoreData"/> consumes nothing; <see cref="OperationStatus.InvalidData"/> as soon as no
    /// further bytes could make it a head.
    /// </returns>
    public static OperationStatus TryReadResponse(
        ReadOnlySpan<byte> source, HeadLimits limits, HeadStrictness strictness,
        out ResponseHead? head, out int consumed, out HttpViolation violation)
    {
        (head, consumed) = (null, 0);
        var lines = new LineScanner(source, limits.MaxBytes, strictness);

        if (!source[..Math.Min(source.Length, ResponseStart.Length)].SequenceEqual(ResponseStart[..Math.Min(source.Length, ResponseStart.Length)]))
        {
            violation = HttpViolation.NotHttp;
            return OperationStatus.InvalidData;
        }

        var status = lines.Next(out var line, out violation);
        if (status != OperationStatus.Done)
            return status;
        violation = StartLine.ReadResponse(line, strictness, out var version, out var code, out var reason);
        if (violation != HttpViolation.None)
            return OperationStatus.InvalidData;

        status = HeaderLineReader.ReadAll(ref lines, limits.MaxHeaders, strictness, out var headers, out violation);
        if (status != OperationStatus.Done)
            return status;

        head = new ResponseHead(version, code, reason, headers);
        consumed = lines.Consumed;
        return OperationStatus.Done;
    }
}
