using Microsoft.Extensions.Primitives;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Carry.Pages;

/// <summary>How a page's bytes are packed, as far as it can be unpacked and packed again.</summary>
/// <param name="Make">Makes what does so; null: nothing is packed.</param>
internal sealed record PageEncoding(Func<PageCodec>? Make)
{
    private static readonly PageEncoding s_gzip = new(() => new GzipCodec());
    private static readonly PageEncoding s_brotli = new(() => new BrotliCodec());

    /// <summary>It is not.</summary>
    public static PageEncoding Plain { get; } = new((Func<PageCodec>?)null);

    /// <summary>How an answer is packed.</summary>
    /// <param name="contentEncoding">What <c>Content-Encoding</c> says.</param>
    /// <returns>Null: it cannot be unpacked here, as with zstd, with deflate, which servers write in two ways, and with several at once.</returns>
    public static PageEncoding? Of(StringValues contentEncoding)
    {
        var all = string.Join(',', contentEncoding.OfType<string>()).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return all switch
        {
            [] => Plain,
            [var one] => one.ToUpperInvariant() switch
            {
                "IDENTITY" => Plain,
                "GZIP" or "X-GZIP" => s_gzip,
                "BR" => s_brotli,
                _ => null,
            },
            _ => null,
        };
    }

    /// <summary>The same headers, asking only for what can be unpacked: an app that would rather use zstd is carried all the same.</summary>
    /// <param name="headers">A request's headers.</param>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3">RFC 9110 §12.5.3</seealso>
    public static HeaderLines Decodable(HeaderLines headers)
    {
        if (!headers.Contains("Accept-Encoding"))
            return headers;
        string[] asked = [.. headers.Tokens("Accept-Encoding")];
        string[] left = [.. asked.Where(IsDecodable)];
        // An empty list would do, but some servers take it for none.
        return left.Length == asked.Length ? headers : headers.Set("Accept-Encoding", left.Length == 0 ? "identity" : string.Join(", ", left));
    }

    // A star stands for zstd too; without one, what is not named is not wanted.
    private static bool IsDecodable(string asked) => asked.Split(';')[0].Trim().ToUpperInvariant() is "GZIP" or "X-GZIP" or "BR" or "IDENTITY";
}
