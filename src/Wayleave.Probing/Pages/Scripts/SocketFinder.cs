using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Facts;
using static Wayleave.Probing.Pages.Scripts.ScriptValue;

namespace Wayleave.Probing.Pages.Scripts;

/// <summary>Finds the sockets that a script opens: by the browser's own class and by the libraries that people use.</summary>
internal static partial class SocketFinder
{
    // A bundle may hold megabytes of calls that only look alike.
    private const int MaxCalls = 200;

    /// <summary>The sockets whose URL can be told, each once, in the order of the script.</summary>
    /// <param name="script">The script's text.</param>
    /// <param name="page">The page's URL: the script's <c>location</c>.</param>
    /// <param name="foundIn">What the finding names as its place.</param>
    /// <param name="data">The JSON that stands in the page, by its element's id; null: none.</param>
    public static ImmutableArray<DiscoveredSocket> Find(string script, Uri page, string foundIn, IReadOnlyDictionary<string, string>? data = null)
    {
        var expression = new ScriptExpression(script, page, Uri.TryCreate(foundIn, UriKind.Absolute, out var source) ? source : page, data ?? ImmutableDictionary<string, string>.Empty);
        List<DiscoveredSocket> found = [];
        foreach (var call in CallsIn(script))
        {
            var arguments = expression.Arguments(call.Index + call.Length);
            var written = script.Substring(call.Index, Math.Min(120, script.Length - call.Index)).ReplaceLineEndings(" ");
            if (IsVitesOwnFallback(written))
                continue;
            var opened = call.Groups["name"].Value switch
            {
                "io" or "connect" => SocketIo(arguments, page),
                "SockJS" => At(arguments, page, "websocket"),
                "Socket" => At(arguments, page, "websocket?vsn=2.0.0"),
                "createConsumer" => Cable(arguments, page),
                "withUrl" => At(arguments, page, ""),
                "createClient" => GraphQl(arguments, page),
                "SubscriptionClient" => Plain(arguments, page) is { } older ? older with { Subprotocols = ["graphql-ws"] } : null,
                _ => Plain(arguments, page),
            };
            if (opened is { } socket && !found.Exists(other => other.Url == socket.Url))
                found.Add(new DiscoveredSocket(socket.Url, written, foundIn, socket.Certain) { Subprotocols = socket.Subprotocols });
        }

        return [.. found];
    }

    /// <summary>The socket's absolute URL, as the browser's class resolves what it is given; null if it is none.</summary>
    /// <param name="reference">What the script gives.</param>
    /// <param name="page">The page's URL.</param>
    /// <seealso href="https://websockets.spec.whatwg.org/#dom-websocket-websocket">The WHATWG's constructor: http and https become ws and wss</seealso>
    public static string? Resolve(string reference, Uri page)
    {
        if (!Uri.TryCreate(page, reference, out var url) || url.Host.Length == 0)
            return null;
        var scheme = url.Scheme switch { "http" or "ws" => "ws", "https" or "wss" => "wss", _ => null };
        if (scheme is null)
            return null;
        var authority = url.IsDefaultPort ? url.IdnHost : $"{url.IdnHost}:{url.Port}";
        return $"{scheme}://{(url.HostNameType == UriHostNameType.IPv6 ? url.Authority : authority)}{url.PathAndQuery}";
    }

    private static List<Match> CallsIn(string script)
    {
        List<Match> calls = [];
        try
        {
            for (var call = Calls().Match(script); call.Success && calls.Count < MaxCalls; call = call.NextMatch())
                calls.Add(call);
        }
        catch (RegexMatchTimeoutException)
        {
            // A script made to be slow: what was found until then stands.
        }

        return calls;
    }

    private static Opened? Plain(IReadOnlyList<ScriptValue> arguments, Uri page)
    {
        // A bare number is what a minified letter stood for somewhere else, never a URL.
        if (arguments is not [Text reference, ..] || HostIsUnknown(reference.Value) || reference.Value.All(char.IsAsciiDigit))
            return null;
        if (Resolve(reference.Value.Replace(ScriptExpression.Placeholder, "1", StringComparison.Ordinal), page) is not { } url)
            return null;
        ImmutableArray<string> subprotocols = arguments switch
        {
            [_, Text one, ..] when one.Certain => [one.Value],
            [_, List several, ..] => [.. several.Items.OfType<Text>().Where(text => text.Certain).Select(text => text.Value)],
            _ => [],
        };
        return new Opened(url, reference.Certain, subprotocols);
    }

    /// <summary>True if the scheme, host or port is one that only the running page knows: it cannot be tried.</summary>
    private static bool HostIsUnknown(string reference)
    {
        var slashes = reference.IndexOf("//", StringComparison.Ordinal);
        var path = slashes < 0 ? -1 : reference.IndexOf('/', slashes + 2);
        var authority = slashes < 0 ? reference.AsSpan(0, Math.Min(1, reference.Length)) : reference.AsSpan(0, path < 0 ? reference.Length : path);
        return authority.Contains(ScriptExpression.Placeholder, StringComparison.Ordinal);
    }

    private static Opened? SocketIo(IReadOnlyList<ScriptValue> arguments, Uri page)
    {
        var reference = arguments is [Text { Certain: true } given, ..] ? given : new Text("");
        var path = arguments.OfType<Members>().Select(options => options.Values.GetValueOrDefault("path")).OfType<Text>().FirstOrDefault();
        if (!Uri.TryCreate(page, reference.Value, out var url) || Resolve(url.GetLeftPart(UriPartial.Authority), page) is not { } origin)
            return null;
        // The URL's own path is a namespace, not a path of the server.
        var server = path?.Value.Trim('/') is { Length: > 0 } own ? own : "socket.io";
        return new Opened($"{origin.TrimEnd('/')}/{server}/?EIO=4&transport=websocket", true, []);
    }

    // graphql-ws gives its options to a function whose name others use too (Redis, Supabase): only a socket's own scheme tells it.
    private static Opened? GraphQl(IReadOnlyList<ScriptValue> arguments, Uri page) =>
        arguments is [Members options, ..] && options.Values.GetValueOrDefault("url") is Text { Certain: true } given
        && given.Value.StartsWith("ws", StringComparison.OrdinalIgnoreCase) && Resolve(given.Value, page) is { } url
            ? new Opened(url, true, ["graphql-transport-ws"])
            : null;

    // Vite's client tries its server past every proxy, at an address of the developer's machine, only after the page's own socket has
    // failed, and asks with a "vite-ping" when its server is back: no page depends on either.
    private static bool IsVitesOwnFallback(string written) =>
        written.Contains("directSocketHost", StringComparison.Ordinal) || written.Contains("\"vite-ping\"", StringComparison.Ordinal);

    private static Opened? Cable(IReadOnlyList<ScriptValue> arguments, Uri page) =>
        Resolve(arguments is [Text given, ..] ? given.Value : "/cable", page) is { } url
            ? new Opened(url, true, ["actioncable-v1-json", "actioncable-unsupported"])
            : null;

    private static Opened? At(IReadOnlyList<ScriptValue> arguments, Uri page, string below) =>
        arguments is [Text { Certain: true } given, ..] && Resolve(given.Value, page) is { } url
            ? new Opened(below.Length == 0 ? url : $"{url.TrimEnd('/')}/{below}", true, [])
            : null;

    [GeneratedRegex(
        @"(?<![\w$.])(?:new\s+(?:(?:window|self|globalThis|Phoenix)\s*\.\s*)?(?<name>\w*WebSocket|PartySocket|SockJS|Socket|SubscriptionClient)|(?<name>io)|io\s*\.\s*(?<name>connect)|(?:ActionCable\s*\.\s*)?(?<name>createConsumer)|(?<name>createClient))\s*\(|\.\s*(?<name>withUrl)\s*\(",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Calls();

    private sealed record Opened(string Url, bool Certain, ImmutableArray<string> Subprotocols);
}
