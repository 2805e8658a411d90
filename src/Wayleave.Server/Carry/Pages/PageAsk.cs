using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Carry.Pages;
using Wayleave.Protocol.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Carry.Pages;

/// <summary>A request whose answer may be a page that gets the script's tag.</summary>
/// <remarks>
/// Browsers say by <c>Sec-Fetch-Dest</c> whether they load a page or something for one, except to plain http sites and before 2023. Where they do
/// not, the answer must look like a whole page, and the request like none of a script's.
/// </remarks>
/// <seealso href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-dest-header">Fetch Metadata §2.1</seealso>
internal sealed class PageAsk
{
    private static readonly FrozenSet<string> s_pages = FrozenSet.ToFrozenSet(["document", "iframe", "frame", "embed", "object"]);

    private readonly Received _received;
    private readonly PageNotices _notices;
    private readonly bool _isPage;
    private readonly bool _isSurelyPage;
    private ImmutableArray<string> _known = [];
    private bool _asksForOthers;

    private PageAsk(Received received, PageNotices notices)
    {
        (_received, _notices) = (received, notices);
        var headers = received.Request.Headers;
        var destination = headers.First("Sec-Fetch-Dest");
        _isSurelyPage = destination is not null && s_pages.Contains(destination);
        _isPage = _isSurelyPage || (destination is null && headers.First("X-Requested-With") != "XMLHttpRequest");
        // RFC 9111 §5.2.1.6: a client may ask for it too.
        _isPage &= !headers.HasToken("Cache-Control", "no-transform");
    }

    /// <summary>Looks at a request.</summary>
    /// <param name="received">The request.</param>
    /// <param name="notices">Told of pages that must be left alone.</param>
    /// <returns>Null: whatever is answered passes as it is.</returns>
    public static PageAsk? Of(Received received, PageNotices notices) =>
        received.Match.Route.Carry.Mode == CarryMode.Auto && received.Request.Method is "GET" or "HEAD" or "POST" ? new PageAsk(received, notices) : null;

    /// <summary>The headers that the app gets: so that it answers with what can be changed, and says whether its own page is still the same.</summary>
    /// <param name="headers">The headers as they would go out.</param>
    public HeaderLines ForApp(HeaderLines headers)
    {
        if (!_isPage)
            return headers;
        var asksForPage = _isSurelyPage || headers.First("Accept")?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true;
        if (headers.Contains("If-None-Match"))
            headers = WithOwnTags(headers, asksForPage);
        if (!asksForPage)
            return headers;
        // A date cannot say which of the two pages it is of. (If-Range and If-Match stay: a tag of ours is none of the app's, so that it sends the
        // whole page, or refuses to change one that a client knows as we changed it. RFC 9110 §13.1.1, §13.1.5.)
        return PageEncoding.Decodable(headers.Without("If-Modified-Since"));
    }

    /// <summary>Looks at the answer, and changes of its head what is known already.</summary>
    /// <param name="response">The answer: its head is whole and has not gone out.</param>
    /// <param name="hasBody">Whether it has a body for the client.</param>
    /// <returns>Takes the body; null: it passes as it is.</returns>
    public PageBody? Begin(HttpResponse response, bool hasBody)
    {
        var isSame = response.StatusCode == StatusCodes.Status304NotModified && IsKnown(response.Headers.ETag.ToString());
        if (!isSame && !PageHead.IsPage(response))
            return null;
        PageHead.Vary(response);
        if (!_isPage || Encoding(response, isSame) is not { } encoding)
            return null;
        var settings = _received.Match.Route.Carry;
        if (ContentPolicies.Admit(response.Headers.ContentSecurityPolicy.OfType<string>(), Source()) is not { } policies)
            return null;
        var head = new PageHead(settings, policies, hasIntegrityPolicy: response.Headers.ContainsKey("Integrity-Policy"));
        if (hasBody)
            return new PageBody(head, encoding, needsProof: !_isSurelyPage);
        head.Apply(response);
        return null;
    }

    // A page kept from before the app was carried has no mark, and would be kept for ever unchanged; one with a mark of before has another script.
    private HeaderLines WithOwnTags(HeaderLines headers, bool asksForPage)
    {
        string[] asked = [.. headers.All("If-None-Match").SelectMany(PageTag.Split)];
        var version = PageHead.VersionOf(_received.Match.Route.Carry);
        _known = [.. asked.Select(tag => PageTag.Unmark(tag, version)).OfType<string>()];
        string[] passed = [.. _known, .. asksForPage ? [] : asked.Where(tag => PageTag.Unmark(tag, version) is null)];
        _asksForOthers = passed.Length > _known.Length;
        return passed.Length == 0 ? headers.Without("If-None-Match") : headers.Set("If-None-Match", string.Join(", ", passed));
    }

    // The head of a 304 takes the place of that of the page that the browser has (RFC 9111 §4.3.4), its policies too. An app that names no tag means one that it was
    // asked about; one that packs its pages may write a tag weakly in one answer and not in the other, as nginx does.
    private bool IsKnown(string tag) => tag.Length == 0 ? !_known.IsEmpty && !_asksForOthers : _known.Any(known => PageTag.AreSame(known, tag));

    // RFC 9110 §7.7: who says no-transform gets no transformation.
    private PageEncoding? Encoding(HttpResponse response, bool isSame)
    {
        if (!PageHead.ForbidsChange(response))
            return isSame ? PageEncoding.Plain : PageEncoding.Of(response.Headers.ContentEncoding);
        _notices.NoTransform(_received.Match.Route.Name);
        return null;
    }

    private ScriptSource Source()
    {
        var client = _received.Client;
        var host = client.Host is { } text && Routing.Authority.TryParse(text, out var authority) ? authority.Host : null;
        return new ScriptSource(client.Scheme, host, client.Port, EmbeddedScript.Carry.Integrity);
    }
}
