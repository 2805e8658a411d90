using System.Collections.Immutable;
using Wayleave.Probing.Http;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Handshakes;

/// <summary>Spells handshakes: the browser's own, and each with the one thing varied.</summary>
/// <param name="options">What the caller gave.</param>
internal sealed class HandshakeSpelling(ExaminationOptions options)
{
    /// <summary>A page elsewhere; the name is reserved and belongs to nobody (RFC 2606).</summary>
    public const string ForeignHost = "elsewhere.example";

    /// <summary>A subprotocol that no app knows.</summary>
    public const string HarmlessSubprotocol = "wayleave.probe";

    private const int KeyBytes = 16;

    /// <summary>The request.</summary>
    /// <param name="route">The way: its URL gives Host and path.</param>
    /// <param name="variation">What to vary.</param>
    /// <param name="chance">Gives the key.</param>
    /// <param name="earlier">What it takes up from earlier answers; null: nothing.</param>
    public RequestHead Spell(ProbeRoute route, Variation variation, Random chance, EarlierAnswers? earlier = null)
    {
        var credentials = new Credentials(options, route);
        var bare = variation == Variation.NoCredentials;
        var key = new byte[KeyBytes];
        chance.NextBytes(key);
        return HandshakeRequest.Build(new HandshakeOptions
        {
            Host = route.Authority,
            Key = Convert.ToBase64String(key),
            Target = Target(bare ? credentials.TargetWithout() : route.Url.PathAndQuery, variation) + (earlier?.SessionId is { } session ? Session(route.Url, session) : ""),
            Origin = Origin(route, variation),
            Subprotocols = Subprotocols(variation, credentials),
            OfferDeflate = variation != Variation.NoDeflate,
            UserAgent = variation == Variation.NoUserAgent ? null : new HandshakeOptions { Host = "", Key = "" }.UserAgent,
            Cookie = bare ? null : earlier?.Cookie ?? credentials.Cookie,
            ExtraHeaders = Extra(variation, bare ? credentials.HeadersWithout() : credentials.Headers),
        });
    }

    /// <summary>The origin of a page on the URL's own host.</summary>
    public static string OwnOrigin(ProbeRoute route) => (route.Url.Scheme is "wss" or "https" ? "https://" : "http://") + route.Authority;

    private string? Origin(ProbeRoute route, Variation variation)
    {
        var own = options.PageOrigin ?? OwnOrigin(route);
        return variation switch
        {
            Variation.NoOrigin => null,
            Variation.ForeignOrigin => (own.StartsWith("http:", StringComparison.Ordinal) ? "http://" : "https://") + ForeignHost,
            Variation.OtherSchemeOrigin => own.StartsWith("https:", StringComparison.Ordinal) ? "http" + own[5..] : "https" + own[(own.IndexOf(':') is > 0 and var at ? at : 0)..],
            Variation.SameHostOrigin => OwnOrigin(route),
            Variation.NoPortOrigin => new Uri(own).GetComponents(UriComponents.Scheme | UriComponents.Host, UriFormat.UriEscaped),
            _ => own,
        };
    }

    private ImmutableArray<string> Subprotocols(Variation variation, Credentials credentials) => variation switch
    {
        Variation.NoSubprotocol => [],
        Variation.ExtraSubprotocol => [.. options.Subprotocols, HarmlessSubprotocol],
        Variation.NoCredentials => credentials.SubprotocolsWithout(),
        _ => options.Subprotocols,
    };

    private static string Target(string target, Variation variation)
    {
        if (variation != Variation.TrailingSlash)
            return target;
        var query = target.IndexOf('?') is >= 0 and var at ? at : target.Length;
        var path = target[..query];
        return (path.Length > 1 && path.EndsWith('/') ? path[..^1] : path + "/") + target[query..];
    }

    // The transport is in the URL already, or Socket.IO would not open a socket there at all.
    private static string Session(Uri url, string session) => $"{(url.Query.Length > 1 ? "&" : "?")}sid={session}";

    private static HeaderLines Extra(Variation variation, HeaderLines given)
    {
        HeaderLines extra = [new("Accept-Encoding", PlainRequest.AcceptEncoding), .. given];
        return variation == Variation.ForwardedProto ? extra.Set("X-Forwarded-Proto", "https") : extra;
    }
}
