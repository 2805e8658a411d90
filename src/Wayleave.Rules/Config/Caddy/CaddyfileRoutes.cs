using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>Makes steps of a Caddyfile's directives, in the order in which Caddy carries them out.</summary>
/// <param name="order">The order of directives.</param>
internal sealed class CaddyfileRoutes(ImmutableArray<string> order)
{
    /// <summary>The steps of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="named">The named matchers of the blocks around it.</param>
    /// <param name="sorted">Whether they are sorted by directive: not in a <c>route</c>.</param>
    public ImmutableArray<CaddyStep> Steps(ImmutableArray<CaddyDirective> block, ImmutableDictionary<string, ImmutableArray<CaddyCondition>> named, bool sorted = true)
    {
        named = CaddyMatchers.Named(block, named);
        CaddyRoute[] routes = [.. block.Where(line => !line.Name.StartsWith('@')).Select(line => Route(line, named)).OfType<CaddyRoute>()];
        if (!sorted) return [.. routes];
        return [.. routes.Select((route, index) => (Route: route, Index: index)).OrderBy(pair => Position(pair.Route)).ThenBy(pair => pair, Comparer<(CaddyRoute Route, int Index)>.Create(Compare)).Select(pair => pair.Route)];
    }

    private int Position(CaddyRoute route) => order.IndexOf(route.Directive);

    // Of one directive: the longer of two single paths first, else one with a matcher before one without, else as in the file.
    private static int Compare((CaddyRoute Route, int Index) one, (CaddyRoute Route, int Index) other)
    {
        string left = Path(one.Route), right = Path(other.Route);
        int order = left.Length > 0 && right.Length > 0
            ? left.TrimEnd('*') == right.TrimEnd('*') ? left.Length - right.Length : right.Length - left.Length
            : (one.Route.Matcher.IsEmpty ? 1 : 0) - (other.Route.Matcher.IsEmpty ? 1 : 0);
        return order != 0 ? order : one.Index - other.Index;
    }

    private static string Path(CaddyRoute route) =>
        route.Matcher is [var set] && set.FirstOrDefault(condition => condition.Name == "path") is { Values: [var path] } ? path : "";

    private CaddyRoute? Route(CaddyDirective line, ImmutableDictionary<string, ImmutableArray<CaddyCondition>> named)
    {
        (ImmutableArray<ImmutableArray<CaddyCondition>> matcher, ImmutableArray<CaddyWord> words) = CaddyMatchers.Of(line, named);
        CaddyRoute Only(params CaddyStep?[] steps) => new CaddyRoute(line.At, matcher, [.. steps.OfType<CaddyStep>()]) { Directive = line.Name };
        switch (line.Name)
        {
            case "handle":
                return new CaddyRoute(line.At, matcher, Steps(line.Block, named)) { Directive = "handle", Group = "handle" };
            case "handle_path":
                string prefix = line.Argument.TrimEnd('*');
                return new CaddyRoute(line.At, matcher, [new CaddyPathChange(line.At, CaddyPathChangeKind.StripPrefix, prefix.TrimEnd('/')), .. Steps(line.Block, named)]) { Directive = "handle", Group = "handle" };
            case "route":
                return new CaddyRoute(line.At, matcher, Steps(line.Block, named, sorted: false)) { Directive = "route" };
            case "reverse_proxy":
                return Only(CaddyfileProxy.Of(line, words));
            case "proxy":
                return CaddyfileProxy.Old(line) is { } old ? new CaddyRoute(line.At, [[new CaddyCondition("path", line.At) { Values = [line.Argument.TrimEnd('/') + "*"] }]], [old]) { Directive = "reverse_proxy" } : null;
            case "redir":
                return Only(Redirect(line, words));
            case "respond" or "error":
                return Only(new CaddyAnswer(line.At, line.Name) { Status = Status(words, line), Closes = line.Find("close") is not null && words.IsEmpty });
            case "abort":
                return Only(new CaddyAnswer(line.At, line.Name) { Closes = true });
            case "php_fastcgi" or "metrics" or "acme_server":
                return Only(new CaddyAnswer(line.At, line.Name));
            case "file_server" when line.Find("pass_thru") is null:
                return Only(new CaddyAnswer(line.At, line.Name));
            case "rewrite" when words.Length > 0:
                return Only(new CaddyPathChange(line.At, CaddyPathChangeKind.Set, words[0].Text)) with { Group = "rewrite" };
            case "uri":
                return Only(Uri(line, words));
            case "try_files":
                return Only(TryFiles(line));
            case "request_header" when words.Length > 0:
                return Only(CaddyHeaderChange.Of(line.At, words));
            case "request_header":
                return Only([.. line.Block.Select(inner => CaddyHeaderChange.Of(inner.At, inner.Words))]);
            case "invoke" when words.Length > 0:
                return Only(new CaddyJump(line.At, words[0].Text));
            default:
                return null;
        }
    }

    private static CaddyAnswer? Redirect(CaddyDirective line, ImmutableArray<CaddyWord> words) => words.IsEmpty ? null : new CaddyAnswer(line.At, line.Name)
    {
        Location = words[0].Text,
        Status = words.Length < 2 ? 302 : words[1].Text switch { "permanent" => 301, "temporary" => 302, "html" => 200, var code when int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out int status) => status, _ => 302 },
    };

    private static int? Status(ImmutableArray<CaddyWord> words, CaddyDirective line) =>
        words.Reverse().Select(word => int.TryParse(word.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int status) && status is >= 100 and < 1000 ? status : (int?)null).FirstOrDefault(status => status is not null)
        ?? (line.Name == "error" ? 500 : 200);

    private static CaddyPathChange? Uri(CaddyDirective line, ImmutableArray<CaddyWord> words) => words.Length < 2 ? null : words[0].Text switch
    {
        "strip_prefix" => new CaddyPathChange(line.At, CaddyPathChangeKind.StripPrefix, words[1].Text),
        "strip_suffix" => new CaddyPathChange(line.At, CaddyPathChangeKind.StripSuffix, words[1].Text),
        "replace" when words.Length == 3 => new CaddyPathChange(line.At, CaddyPathChangeKind.Replace, words[1].Text + "\n" + words[2].Text),
        "query" => null,
        _ => new CaddyPathChange(line.At, CaddyPathChangeKind.Unknown, ""),
    };

    // Where none of the files is there, the last name stands, or the path stays if that asks for a file too.
    private static CaddyStep? TryFiles(CaddyDirective line) => line.Arguments switch
    {
        [] => null,
        [.., { Text: ['=', .. var code] }] => new CaddyAnswer(line.At, "try_files") { Status = int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out int status) ? status : null },
        [.., var last] when last.Text.StartsWith("{path}", StringComparison.Ordinal) => null,
        [.., var last] => new CaddyPathChange(line.At, CaddyPathChangeKind.Fallback, last.Text),
    };
}
