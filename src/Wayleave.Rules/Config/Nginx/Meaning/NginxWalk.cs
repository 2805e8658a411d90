using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>
/// A request's way through one server, phase by phase as nginx has them: the server's rewrites, the search for a location, its rewrites, access,
/// <c>try_files</c>, and at last what passes it on or answers. Jumps inside nginx begin again where nginx does.
/// </summary>
/// <param name="level">What stands in the server's block; a fragment's outermost level.</param>
/// <param name="at">The server's line.</param>
/// <param name="maps">The variables that blocks define.</param>
/// <param name="forwarding">What makes a passage of a request that is handed on.</param>
internal sealed class NginxWalk(ImmutableArray<NginxDirective> level, Span at, NginxMaps maps, NginxForwarding forwarding)
{
    // NGX_HTTP_MAX_URI_CHANGES: then the answer is 500.
    private const int MaxCycles = 10;

    private readonly NginxRewriting _rewriting = new(maps);

    /// <summary>Every way that the request may take.</summary>
    /// <param name="request">The request.</param>
    public IEnumerable<NginxOutcome> Run(NginxRequest request) => _rewriting.Run(level, request with { Block = level.FirstOrDefault()?.Parent }, null).SelectMany(step =>
        step.Answer is not null ? Answered(step, level.FirstOrDefault()?.Parent) : Find(step.Request with { Broken = false }).Select(outcome => outcome with { Doubtful = outcome.Doubtful || step.Doubtful }));

    private IEnumerable<NginxOutcome> Find(NginxRequest request)
    {
        if (request.Cycles > MaxCycles) return [Ends(at, PassageEnd.Answered, request, null) with { Passage = Passage(at, PassageEnd.Answered, request) with { Status = 500 } }];
        if (request.Uri is null) return [Ends(at, PassageEnd.Unknown, request, null)];
        NginxChoice choice = NginxLocations.Choose(level, request.Uri);
        if (choice.Unknown) return [Ends(choice.Location!.At, PassageEnd.Unknown, request, choice.Location)];
        if (choice.Redirects)
        {
            Passage redirect = Passage(choice.Location!.At, PassageEnd.Redirected, request) with { Status = 301, Location = request.Uri + "/" };
            return [new NginxOutcome(redirect, choice.Location)];
        }

        // Where no location takes the path the server's own level does: a proxy_pass may not stand there, so it is files.
        if (choice.Location is null) return Content(level.FirstOrDefault()?.Parent, level, request);
        return choice.Location.Find("internal") is { } inner && !request.Internal
            ? Answered(new NginxStep(request, choice.Location) { Answer = inner, Status = 404 }, choice.Location)
            : Enter(choice.Location, request.Catching(choice.Found));
    }

    private IEnumerable<NginxOutcome> Enter(NginxDirective location, NginxRequest request) => _rewriting.Run(location.Block, request with { Block = location }, location).SelectMany(step =>
        (step switch
        {
            { Answer: not null } => Answered(step, step.Block),
            { Anew: true } => Find(step.Request with { Cycles = step.Request.Cycles + 1 }),
            _ => Content(step.Block, step.Block!.Block, step.Request),
        }).Select(outcome => outcome with { Doubtful = outcome.Doubtful || step.Doubtful }));

    private IEnumerable<NginxOutcome> Content(NginxDirective? block, ImmutableArray<NginxDirective> directives, NginxRequest request)
    {
        if (block is not null && NginxAccess.Refuses(block) is { } refusal) return Answered(new NginxStep(request, block) { Answer = refusal, Status = 403 }, block);
        if (directives.LastOrDefault(directive => directive is { Name: "try_files", Words.Length: > 2 }) is { } files) return TryFiles(files, block, request);
        NginxDirective? handler = block is null ? null : NginxHandlers.Of(block);
        if (handler?.Name is "proxy_pass" or "grpc_pass") return [new NginxOutcome(forwarding.Pass(handler, block!, request), block)];
        if (handler is not null && NginxHandlers.Protocol(handler) is { } protocol)
            return [new NginxOutcome(Passage(handler.At, PassageEnd.Answered, request) with { Because = $"it is handed on by {handler.Name}, and {protocol} carries no WebSocket" }, block)];
        if (handler is not null || directives.Any(directive => directive.IsUnread)) return [Ends(handler?.At ?? block?.At ?? at, PassageEnd.Unknown, request, block)];
        return Answered(new NginxStep(request, block) { Status = 404 }, block);
    }

    // No file has a socket's path, so the last word counts.
    private IEnumerable<NginxOutcome> TryFiles(NginxDirective files, NginxDirective? block, NginxRequest request)
    {
        string last = files.Words[^1].Text;
        // A folder is there for "/" at least.
        if (request.Uri == "/" && files.Words.Skip(1).SkipLast(1).Any(word => word.Text == "$uri/")) return [Ends(files.At, PassageEnd.Unknown, request, block)];
        if (last.StartsWith('='))
            return Answered(new NginxStep(request, block) { Answer = files, Status = int.TryParse(last.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int status) ? status : null }, block);
        return Jump(last, files, block, request);
    }

    private IEnumerable<NginxOutcome> Jump(string target, NginxDirective from, NginxDirective? block, NginxRequest request)
    {
        if (request.Cycles > MaxCycles) return Find(request);
        NginxRequest next = request with { Internal = true, Cycles = request.Cycles + 1 };
        if (target.StartsWith('@')) return NginxLocations.Named(level, target) is { } named ? Enter(named, next) : [Ends(from.At, PassageEnd.Unknown, request, block)];
        string? uri = new NginxVariables(maps, request).Value(target).Only?.Split('?')[0];
        return Run(next with { Uri = uri, Rewritten = true });
    }

    private IEnumerable<NginxOutcome> Answered(NginxStep step, NginxDirective? block)
    {
        if (step.Target is null && !step.Request.ErrorPage && step.Answer is not { Name: "return", Words.Length: > 2 } && block is not null && ErrorPage(block, step.Status) is { } page)
        {
            string target = page.Words[^1].Text;
            if (target.StartsWith("http", StringComparison.Ordinal)) return [new NginxOutcome(Passage(page.At, PassageEnd.Redirected, step.Request) with { Status = 302, Location = target }, block)];
            return Jump(target, page, block, step.Request with { ErrorPage = true }).Select(outcome => outcome with { Doubtful = outcome.Doubtful || step.Doubtful });
        }

        PassageEnd end = step switch { { Target: not null } => PassageEnd.Redirected, { Status: 444 } => PassageEnd.Closed, _ => PassageEnd.Answered };
        Passage passage = Passage((step.Answer ?? block)?.At ?? at, end, step.Request) with
        {
            Status = step.Status, Location = step.Target,
            Because = step.Answer is null ? "nothing passes it on, and no file has that path" : null,
        };
        return [new NginxOutcome(passage, block) { Doubtful = step.Doubtful }];
    }

    private static NginxDirective? ErrorPage(NginxDirective block, int? status) =>
        NginxInheritance.Array(block, "error_page").LastOrDefault(page => page.Words.Skip(1).SkipLast(1).Any(word => word.Text == status?.ToString()));

    private static NginxOutcome Ends(Span at, PassageEnd end, NginxRequest request, NginxDirective? block) => new(Passage(at, end, request), block);

    private static Passage Passage(Span at, PassageEnd end, NginxRequest request) => new() { At = at, End = end, Listener = NginxForwarding.Listener(request) };
}
