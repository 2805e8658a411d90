using Wayleave.Probing.Names;

namespace Wayleave.Probing;

/// <summary>Examines one socket over all its routes, side by side.</summary>
/// <param name="context">The run.</param>
/// <param name="url">The socket's URL.</param>
/// <param name="socketUrl">The label that its probes carry; null where it is the run's only socket.</param>
/// <param name="credentials">Whether the caller's cookies, headers and tokens may go to this socket: only where its host is the target's own.</param>
internal sealed class SocketExamination(RunContext context, Uri url, string? socketUrl, bool credentials)
{
    private readonly SystemNames _names = new();

    /// <summary>Carries it out.</summary>
    /// <param name="stop">Ends it early.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        ProbeRoute[] routes =
        [
            ProbeRoute.Public(url) with { Credentials = credentials },
            // The caller named these hops: they are the target's own.
            .. context.Options.Direct.Select(direct => ProbeRoute.Straight(url, direct) with { Credentials = credentials }),
        ];
        RouteExamination[] examinations = [.. routes.Select(route => new RouteExamination(context, route, socketUrl, _names))];
        await Task.WhenAll(examinations.Select(examination => examination.RunAsync(stop)));
        // What a burst or a long watch finds on the way that browsers take is what users meet; a silent socket on each other way tells who cuts.
        if (!stop.IsCancellationRequested)
            await Task.WhenAll(examinations.Skip(1).Select(direct => direct.WatchSilenceAsync(stop)).Prepend(examinations[0].RunExtrasAsync(stop)));
    }
}
