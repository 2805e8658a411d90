namespace Wayleave.Protocol.Http;

/// <summary>How long a message's body is.</summary>
/// <param name="Kind">How its end is found.</param>
/// <param name="Length">Its length in bytes where <paramref name="Kind"/> is <see cref="BodyKind.Length"/>, else 0.</param>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112 §6.3</seealso>
public readonly record struct BodyFraming(BodyKind Kind, long Length)
{
    /// <summary>No body.</summary>
    public static BodyFraming None => default;

    /// <summary>The framing of a request's body. A request never ends with its connection.</summary>
    /// <param name="head">The request.</param>
    /// <param name="framing">The framing where the answer is true.</param>
    /// <param name="violation">What is wrong where it is false.</param>
    public static bool TryOfRequest(RequestHead head, out BodyFraming framing, out HttpViolation violation)
    {
        framing = None;
        var chunked = head.Headers.Contains("Transfer-Encoding");
        violation = chunked && head.Headers.Contains("Content-Length") ? HttpViolation.LengthAndEncoding
            : chunked && !IsChunkedAlone(head.Headers) ? HttpViolation.EncodingUnknown
            : HttpViolation.None;
        if (violation != HttpViolation.None)
            return false;
        if (chunked)
            framing = new(BodyKind.Chunked, 0);
        else if (ReadLength(head.Headers, out var length, out violation))
            framing = length is > 0 ? new(BodyKind.Length, length.Value) : None;
        return violation == HttpViolation.None;
    }

    /// <summary>The framing of a response's body.</summary>
    /// <param name="head">The response.</param>
    /// <param name="method">The method of the request that it answers.</param>
    /// <param name="framing">The framing where the answer is true; after a 101 there is no body but another protocol.</param>
    /// <param name="violation">What is wrong where it is false.</param>
    public static bool TryOfResponse(ResponseHead head, string method, out BodyFraming framing, out HttpViolation violation)
    {
        (framing, violation) = (None, HttpViolation.None);
        if (method == "HEAD" || head.StatusCode is < 200 or 204 or 304 || (method == "CONNECT" && head.StatusCode < 300))
            return true;
        if (head.Headers.Contains("Transfer-Encoding"))
        {
            // Where chunked is not the last coding, only the end of the connection tells (RFC 9112 §6.3, point 4).
            framing = new(IsChunkedAlone(head.Headers) ? BodyKind.Chunked : BodyKind.UntilClose, 0);
            return true;
        }

        if (ReadLength(head.Headers, out var length, out violation))
            framing = length switch
            {
                null => new(BodyKind.UntilClose, 0),
                0 => None,
                _ => new(BodyKind.Length, length.Value),
            };
        return violation == HttpViolation.None;
    }

    private static bool IsChunkedAlone(HeaderLines headers) =>
        headers.Tokens("Transfer-Encoding").ToArray() is [var only] && only.Equals("chunked", StringComparison.OrdinalIgnoreCase);

    private static bool ReadLength(HeaderLines headers, out long? length, out HttpViolation violation)
    {
        (length, violation) = (null, HttpViolation.None);
        // "5, 5" and two lines of 5 are one length; a hop may have joined them (RFC 9110 §8.6).
        foreach (var value in headers.All("Content-Length").SelectMany(line => line.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (value.Length is 0 or > 18 || value.AsSpan().ContainsAnyExceptInRange('0', '9'))
                violation = HttpViolation.LengthInvalid;
            else if (length is not null && length != long.Parse(value))
                violation = HttpViolation.LengthsDiffer;
            else
                length = long.Parse(value);

            if (violation != HttpViolation.None)
                return false;
        }

        return true;
    }
}
