using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>The directives that a Caddyfile's sites may have, in the order in which Caddy carries them out, whatever their order in the file.</summary>
/// <seealso href="https://caddyserver.com/docs/caddyfile/directives#directive-order">Directive order</seealso>
internal static class CaddyDirectives
{
    /// <summary>The order.</summary>
    public static ImmutableArray<string> Order { get; } =
    [
        "tracing", "map", "vars", "fs", "root", "log_append", "skip_log", "log_skip", "log_name", "header", "copy_response_headers", "request_body", "redir",
        "method", "rewrite", "uri", "try_files",
        "basicauth", "basic_auth", "forward_auth", "request_header", "encode", "push", "intercept", "templates",
        "invoke", "handle", "route",
        "abort", "error", "copy_response", "respond", "metrics", "reverse_proxy", "php_fastcgi", "file_server", "acme_server",
    ];

    // Those that are no steps of a request, those of Caddy 1, and what stands for others.
    private static readonly ImmutableHashSet<string> s_others = ["tls", "bind", "log", "handle_path", "handle_errors", "import", "proxy", "gzip", "websocket", "timeouts", "ext", "internal"];

    /// <summary>Whether a word is a directive rather than a site's address.</summary>
    public static bool Knows(string word) => Order.Contains(word) || s_others.Contains(word);

    /// <summary>The order after a file's <c>order</c> options.</summary>
    /// <param name="options">The global options.</param>
    public static ImmutableArray<string> After(CaddyDirective? options)
    {
        ImmutableArray<string> order = Order;
        foreach (CaddyDirective line in options?.FindAll("order") ?? [])
        {
            if (line.Words.Length < 3) continue;
            string name = line.Words[1].Text;
            string other = line.Words.Length > 3 ? line.Words[3].Text : "";
            order = order.Remove(name);
            int at = line.Words[2].Text switch
            {
                "first" => 0,
                "before" when order.IndexOf(other) is var found and >= 0 => found,
                "after" when order.IndexOf(other) is var found and >= 0 => found + 1,
                _ => order.Length,
            };
            order = order.Insert(at, name);
        }

        return order;
    }
}
