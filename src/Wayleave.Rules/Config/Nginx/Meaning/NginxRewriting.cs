using System.Collections.Immutable;
using System.Globalization;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>
/// The rewrite phase of a server or of a location: <c>set</c>, <c>if</c>, <c>return</c>, <c>rewrite</c> and <c>break</c> run in the file's order,
/// as a program, before anything else of the location does. Where a condition cannot be known both ways are gone.
/// </summary>
/// <param name="maps">The variables that blocks define.</param>
internal sealed class NginxRewriting(NginxMaps maps)
{
    // Each condition that cannot be known doubles the ways; a configuration with more of them is followed no further.
    private const int MaxWays = 32;

    /// <summary>Every way that the phase may go; the one where doubtful conditions do not hold comes first.</summary>
    /// <param name="directives">The block.</param>
    /// <param name="request">The request.</param>
    /// <param name="block">The location; null for a server.</param>
    public ImmutableArray<NginxStep> Run(ImmutableArray<NginxDirective> directives, NginxRequest request, NginxDirective? block)
    {
        ImmutableArray<NginxStep> ways = [new NginxStep(request, block)];
        foreach (NginxDirective directive in directives)
        {
            ways = [.. ways.SelectMany(way => way.Ended ? [way] : Execute(directive, way)).Take(MaxWays)];
        }

        return [.. ways.Select(way => way is { Changed: true, Answer: null } ? way with { Anew = true } : way)];
    }

    private IEnumerable<NginxStep> Execute(NginxDirective directive, NginxStep way)
    {
        switch (directive)
        {
            case { Name: "set", Words.Length: 3 }:
                yield return Set(way, directive.Argument.TrimStart('$'), Read(way, directive.Words[2].Text));
                break;
            case { Name: "set_by_lua" or "set_by_lua_file" or "set_by_lua_block" or "auth_request_set" or "set_unescape_uri" or "set_md5" or "set_random" or "set_secure_random_alphanum", Words.Length: > 1 }:
                yield return Set(way, directive.Argument.TrimStart('$'), NginxValue.Unknown);
                break;
            case { Name: "break" }:
                yield return way with { Ended = true };
                break;
            case { Name: "return", Words.Length: > 1 }:
                yield return Return(directive, way);
                break;
            case { Name: "rewrite", Words.Length: > 2 }:
                foreach (NginxStep next in Rewrite(directive, way)) yield return next;
                break;
            case { Name: "if", HasBlock: true }:
                foreach (NginxStep next in If(directive, way)) yield return next;
                break;
            default:
                yield return way;
                break;
        }
    }

    private IEnumerable<NginxStep> If(NginxDirective condition, NginxStep way)
    {
        bool? holds = NginxCondition.Holds(condition, Variables(way), out ImmutableDictionary<string, string> found);
        if (holds != true) yield return way with { Doubtful = way.Doubtful || holds is null };
        if (holds == false) yield break;
        NginxStep taken = way with { Request = way.Request.Catching(found), Block = way.Block is null ? null : condition, Doubtful = way.Doubtful || holds is null };
        ImmutableArray<NginxStep> ways = [taken];
        foreach (NginxDirective directive in condition.Block) ways = [.. ways.SelectMany(one => one.Ended ? [one] : Execute(directive, one)).Take(MaxWays)];
        foreach (NginxStep one in ways) yield return one;
    }

    private NginxStep Return(NginxDirective directive, NginxStep way)
    {
        // "return URL" alone is a 302.
        bool bare = directive.Words.Length == 2 && !char.IsAsciiDigit(directive.Argument.FirstOrDefault('x'));
        int? status = bare ? 302 : int.TryParse(directive.Argument, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
        string? target = bare ? directive.Argument : status is 301 or 302 or 303 or 307 or 308 && directive.Words.Length > 2 ? directive.Words[2].Text : null;
        return way with { Answer = directive, Status = status, Target = target is null ? null : Read(way, target).Only ?? target, Ended = true };
    }

    private IEnumerable<NginxStep> Rewrite(NginxDirective directive, NginxStep way)
    {
        string flag = directive.Words.Length > 3 ? directive.Words[3].Text : "";
        ImmutableDictionary<string, string> found = ImmutableDictionary<string, string>.Empty;
        bool? matches = way.Request.Uri is { } uri ? NginxRegex.Match(directive.Argument, uri, insensitive: false, out found) : null;
        if (matches != true) yield return way with { Doubtful = way.Doubtful || matches is null };
        if (matches == false) yield break;
        NginxStep caught = way with { Request = way.Request.Catching(found), Doubtful = way.Doubtful || matches is null };
        string text = directive.Words[2].Text;
        if (flag is "redirect" or "permanent" || text.StartsWith("http://", StringComparison.Ordinal) || text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("$scheme", StringComparison.Ordinal))
        {
            yield return caught with { Answer = directive, Status = flag == "permanent" ? 301 : 302, Target = Read(caught, text).Only ?? text, Ended = true };
            yield break;
        }

        NginxRequest changed = caught.Request with { Uri = Read(caught, text).Only?.Split('?')[0], Rewritten = true, RewrittenBy = directive, Internal = true, Broken = caught.Request.Broken || flag == "break" };
        yield return caught with { Request = changed, Anew = flag == "last", Changed = flag.Length == 0 || (caught.Changed && flag != "break"), Ended = flag is "last" or "break" };
    }

    private static NginxStep Set(NginxStep way, string name, NginxValue value) => way with { Request = way.Request with { Set = way.Request.Set.SetItem(name, value) } };

    private NginxValue Read(NginxStep way, string text) => Variables(way).Value(text);

    private NginxVariables Variables(NginxStep way) => new(maps, way.Request);
}
