namespace Wayleave.Protocol.Carry.Pages;

/// <summary>The script and the page that it is for, as content policies see them.</summary>
/// <param name="Scheme"><c>http</c> or <c>https</c>: what the browser speaks, as far as is known here.</param>
/// <param name="Host">The host that the browser asked for, without its port; null: it is not known.</param>
/// <param name="Port">The port.</param>
/// <param name="Integrity">The script's hash: <c>sha256-…</c>.</param>
public sealed record ScriptSource(string Scheme, string? Host, int Port, string Integrity)
{
    private int UsualPort => Scheme == "https" ? 443 : 80;

    /// <summary>
    /// Whether a source expression lets the page load the script or ask its own origin. Where that is not sure it does not: a policy that is wider
    /// by one source of ours does no harm.
    /// </summary>
    /// <param name="expression">The expression.</param>
    /// <seealso href="https://www.w3.org/TR/CSP3/#match-url-to-source-expression">CSP3, "Does url match expression"</seealso>
    internal bool IsAllowedBy(string expression) => expression.ToLowerInvariant() switch
    {
        "*" or "'self'" or "http:" => true,
        "https:" => Scheme == "https",
        _ => Matches(expression, "http", "https"),
    };

    /// <summary>Whether a source expression is for sockets to the page's own host.</summary>
    /// <param name="expression">The expression.</param>
    internal bool IsSocketAllowedBy(string expression) => expression.ToLowerInvariant() is "ws:" or "wss:" || Matches(expression, "ws", "wss");

    private bool Matches(string expression, string plain, string secure)
    {
        var rest = expression;
        if (expression.IndexOf("://", StringComparison.Ordinal) is >= 0 and var colon)
        {
            // What is allowed plainly is allowed over TLS too.
            if (!expression[..colon].Equals(plain, StringComparison.OrdinalIgnoreCase) && !(Scheme == "https" && expression[..colon].Equals(secure, StringComparison.OrdinalIgnoreCase)))
                return false;
            rest = expression[(colon + 3)..];
        }
        else if (plain == "ws")
        {
            return false;
        }

        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var (authority, path) = slash < 0 ? (rest, "") : (rest[..slash], rest[slash..]);
        var end = authority.LastIndexOf(':') is >= 0 and var at && !authority.EndsWith(']') ? at : authority.Length;
        // A page's path is not as the browser sees it where a hop strips or adds a prefix; a socket's may be any.
        return (plain == "ws" || path is "" or "/") && IsHost(authority[..end]) && IsPort(authority[end..]);
    }

    private bool IsHost(string host) => Host is not null
        && (host.Equals(Host, StringComparison.OrdinalIgnoreCase) || (host.StartsWith("*.", StringComparison.Ordinal) && Host.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase)));

    private bool IsPort(string port) => port switch { "" => Port == UsualPort, ":*" => true, _ => port == $":{Port}" };
}
