using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Wayleave.Protocol.Carry.Pages;
using Wayleave.Protocol.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Carry.Pages;

/// <summary>The head of a page that gets the script's tag.</summary>
/// <param name="settings">How the route carries.</param>
/// <param name="policies">What lets the script through.</param>
/// <param name="hasIntegrityPolicy">Whether the page says that scripts need a hash at their tag, and a request that may be looked into.</param>
internal sealed class PageHead(CarrySettings settings, PolicyChange policies, bool hasIntegrityPolicy = false)
{
    // What an answer depends on: whether a page is asked for.
    private static readonly string[] s_vary = ["Sec-Fetch-Dest", "X-Requested-With"];

    // All of them are of the bytes that the app sent. A date is no validator of ours: a range asked for by it would be one of the app's bytes.
    private static readonly string[] s_untrue = ["Last-Modified", "Accept-Ranges", "Content-MD5", "Digest", "Content-Digest", "Repr-Digest"];

    // The Encoding Standard's labels of UTF-16, and what else is not written as ASCII is.
    private static readonly string[] s_wideCharsets =
        ["utf-16", "utf-16le", "utf-16be", "utf-32", "utf-32le", "utf-32be", "ucs-2", "iso-10646-ucs-2", "csunicode", "unicode", "unicodefeff", "unicodefffe", "utf-7"];

    /// <summary>The script's tag.</summary>
    /// <seealso href="https://w3c.github.io/webappsec-subresource-integrity/#integrity-policy-section">Subresource Integrity, Integrity-Policy</seealso>
    public string Tag { get; } =
        $"<script src=\"?{Wayleave.Protocol.Carry.CarryTarget.Member}=script.{EmbeddedScript.Carry.Hash}\""
        + (policies.Nonce is { } nonce ? $" nonce=\"{nonce}\"" : "")
        + (policies.NeedsIntegrity || hasIntegrityPolicy ? $" integrity=\"{EmbeddedScript.Carry.Integrity}\"" : "")
        + (hasIntegrityPolicy ? " crossorigin" : "")
        + (settings.Badge ? " data-badge" : "")
        + "></script>";

    /// <summary>What is changed, for entity tags: another script is another page.</summary>
    /// <param name="settings">How the route carries.</param>
    public static string VersionOf(CarrySettings settings) => EmbeddedScript.Carry.Hash + (settings.Badge ? "b" : "");

    /// <summary>Whether an answer is a page as a browser shows it: not a part of one, not one to be saved, and in characters that are written as ASCII is.</summary>
    /// <param name="response">The answer.</param>
    public static bool IsPage(HttpResponse response) =>
        response.StatusCode is >= 200 and < 300 and not (204 or 205 or 206)
        && response.Headers.ContentType is [{ } type] && IsHtml(type)
        && !response.Headers.ContentDisposition.Any(value => value?.TrimStart().StartsWith("attachment", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Whether an answer says that nobody may change it.</summary>
    /// <param name="response">The answer.</param>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2.6">RFC 9111 §5.2.2.6</seealso>
    public static bool ForbidsChange(HttpResponse response) =>
        response.Headers.CacheControl.SelectMany(Tokens).Contains("no-transform", StringComparer.OrdinalIgnoreCase);

    /// <summary>Says to caches what the answer depends on, changed or not.</summary>
    /// <param name="response">The answer.</param>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5">RFC 9110 §12.5.5</seealso>
    public static void Vary(HttpResponse response)
    {
        string[] named = [.. response.Headers.Vary.SelectMany(Tokens)];
        if (named.Contains("*"))
            return;
        foreach (var name in s_vary.Except(named, StringComparer.OrdinalIgnoreCase))
            response.Headers.Append("Vary", name);
    }

    /// <summary>The trailers of a changed page: nothing in them may be of the app's bytes.</summary>
    /// <param name="trailers">The app's.</param>
    public static HeaderLines Trailers(HeaderLines trailers) => [.. trailers.Where(line => !line.Is("ETag") && !s_untrue.Contains(line.Name, StringComparer.OrdinalIgnoreCase))];

    /// <summary>Makes the head that of the changed page.</summary>
    /// <param name="response">The answer.</param>
    public void Apply(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentLength = null;
        foreach (var name in s_untrue)
            headers.Remove(name);
        if (headers.ETag.ToString() is { Length: > 0 } tag)
            headers.ETag = PageTag.Mark(tag, VersionOf(settings)) ?? StringValues.Empty;
        if (!policies.Values.IsEmpty)
            headers.ContentSecurityPolicy = policies.Values.ToArray();
    }

    private static bool IsHtml(string type)
    {
        string[] parts = type.Split(';', StringSplitOptions.TrimEntries);
        if (!parts[0].Equals("text/html", StringComparison.OrdinalIgnoreCase))
            return false;
        var charset = parts.Skip(1).FirstOrDefault(part => part.StartsWith("charset=", StringComparison.OrdinalIgnoreCase))?["charset=".Length..].Trim('"', '\'', ' ');
        return charset is null || !s_wideCharsets.Contains(charset, StringComparer.OrdinalIgnoreCase);
    }

    private static string[] Tokens(string? value) => value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
