using System.Buffers;

namespace Wayleave.Protocol.Carry.Pages;

/// <summary>One content policy: its directives as they are written.</summary>
/// <seealso href="https://www.w3.org/TR/CSP3/#parse-serialized-policy">CSP3 §2.2.1</seealso>
internal sealed class ContentPolicy
{
    private static readonly SearchValues<char> s_base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");

    private static readonly string[] s_hashes = ["sha256-", "sha384-", "sha512-"];

    private readonly List<string> _parts;

    /// <summary>Reads it.</summary>
    /// <param name="text">The text, without commas.</param>
    public ContentPolicy(string text) => _parts = [.. text.Split(';')];

    /// <summary>What a sandbox allows; null: there is no sandbox.</summary>
    public string[]? Sandbox => Find("sandbox") is { } at ? SourcesOf(at) : null;

    /// <inheritdoc/>
    public override string ToString() => string.Join(';', _parts);

    /// <summary>Lets the page load the script.</summary>
    /// <param name="source">The script.</param>
    /// <param name="nonce">The tag's nonce, as far as one was chosen.</param>
    /// <returns>Whether the tag must name the script's hash.</returns>
    /// <remarks>
    /// CSP3, "Script directives pre-request check": a nonce lets a script through, then a hash that its tag names; then, with 'strict-dynamic', nothing else does; else its URL.
    /// A nonce is taken where one is there, else a hash is added: hops in front may have changed host and path, so that the script's URL is not known
    /// here. But not where 'unsafe-inline' holds, which a hash would switch off ("Does a source list allow all inline behavior"), and the app's own
    /// scripts with it. There 'self' is added: who can write into such a page runs scripts without it too.
    /// </remarks>
    public bool AdmitScript(ScriptSource source, ref string? nonce)
    {
        // "Get fetch directive fallback list": the first of these that is there holds for a script's tag.
        if ((Find("script-src-elem") ?? Find("script-src") ?? Find("default-src")) is not { } at)
            return false;
        var sources = SourcesOf(at);
        var isStrict = Has(sources, "'strict-dynamic'");
        if (!isStrict && sources.Any(source.IsAllowedBy))
            return false;
        string[] nonces = [.. sources.Select(each => ValueOf(each, "nonce-")).OfType<string>()];
        if (nonces.Length > 0 && (nonce ??= nonces[0]) is { } chosen && nonces.Contains(chosen))
            return false;
        if (sources.Contains($"'{source.Integrity}'"))
            return true;
        var isLoose = Has(sources, "'unsafe-inline'") && !isStrict && nonces.Length == 0 && !sources.Any(IsHash);
        Add(at, "script-src", sources, isLoose ? "'self'" : $"'{source.Integrity}'");
        return !isLoose;
    }

    /// <summary>Lets the script ask the page's own origin, where the page may open sockets to it: <c>wss:</c> alone does not allow POSTs.</summary>
    /// <param name="source">The script.</param>
    public void AdmitRequests(ScriptSource source)
    {
        if ((Find("connect-src") ?? Find("default-src")) is not { } at)
            return;
        var sources = SourcesOf(at);
        // Where no socket is allowed there is none to carry.
        if (!sources.Any(source.IsAllowedBy) && sources.Any(source.IsSocketAllowedBy))
            Add(at, "connect-src", sources, "'self'");
    }

    private static bool Has(string[] sources, string keyword) => sources.Contains(keyword, StringComparer.OrdinalIgnoreCase);

    // §2.2.1: of a directive that stands twice the first one counts.
    private int? Find(string name)
    {
        var at = _parts.FindIndex(part => Words(part) is [var first, ..] && first.Equals(name, StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : at;
    }

    private string[] SourcesOf(int at) => Words(_parts[at])[1..];

    // What all kinds of things fall back to is not widened for all of them.
    private void Add(int at, string name, string[] sources, string added)
    {
        var written = Words(_parts[at])[0];
        // "Does url match source list": 'none' counts only where it stands alone.
        var kept = sources.All(each => each.Equals("'none'", StringComparison.OrdinalIgnoreCase)) ? [] : sources;
        if (written.Equals("default-src", StringComparison.OrdinalIgnoreCase))
            _parts.Insert(string.IsNullOrWhiteSpace(_parts[^1]) ? _parts.Count - 1 : _parts.Count, $" {string.Join(' ', (string[])[name, .. kept, added])}");
        else if (kept.Length == 0)
            _parts[at] = $"{_parts[at][.._parts[at].IndexOf(written, StringComparison.Ordinal)]}{written} {added}";
        else
            _parts[at] = $"{_parts[at].TrimEnd()} {added}";
    }

    private static string[] Words(string part) => part.Split([' ', '\t', '\n', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static bool IsHash(string source) => s_hashes.Any(algorithm => ValueOf(source, algorithm) is not null);

    // §2.3.1: base64, with either of its two last pairs of characters. Only what the grammar knows may get into the page's text.
    private static string? ValueOf(string source, string kind)
    {
        if (source.Length < kind.Length + 3 || source[0] != '\'' || source[^1] != '\'' || !source.AsSpan(1).StartsWith(kind, StringComparison.OrdinalIgnoreCase))
            return null;
        var value = source[(kind.Length + 1)..^1];
        var digits = value.AsSpan().TrimEnd('=');
        return digits.Length > 0 && value.Length - digits.Length <= 2 && !digits.ContainsAnyExcept(s_base64) ? value : null;
    }
}
