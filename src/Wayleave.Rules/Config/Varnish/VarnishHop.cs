using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Varnish.Running;

namespace Wayleave.Rules.Config.Varnish;

/// <summary>What a Varnish does with a handshake: only one that is piped can become a socket.</summary>
internal sealed class VarnishHop(VclFile file) : Hop("varnish", HopPlace.Proxy, file.Source.All)
{
    private static readonly Version s_http1 = new(1, 1);
    private static readonly Version s_connectionDropped = new(4, 1, 7);

    /// <inheritdoc/>
    public override ImmutableArray<SocketPath> SocketPaths => VarnishSocketPaths.Of(file);

    private VclSub? Receive => file.Subs.FirstOrDefault(sub => sub.Name == "vcl_recv");

    // What only others include may go on in them.
    private bool IsWhole => file.Language is not null || !file.Backends.IsEmpty;

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake)
    {
        // What is refused under a condition that nobody knows (purging, a list of addresses) is not what a handshake meets.
        ImmutableArray<VclOutcome> ways = [.. new VclRunner(file).Run("vcl_recv", new VclRequest(handshake)).Where(way => way.IsSure || !IsRefused(way))];
        if (ways.IsEmpty) return [];
        if (ways.All(way => way.Return?.Action == "pipe")) return [Piped(ways)];
        if (ways.All(IsRefused)) return [Refused(ways[0].Return!)];
        if (ways.Any(way => IsRefused(way) || way.Return?.Action is "pipe" or "vcl" or "restart") || !IsWhole) return [new Passage { At = PlaceOf(ways[0]), End = PassageEnd.Unknown }];
        return [Fetched(ways[0])];
    }

    private static bool IsRefused(VclOutcome way) => way.Return?.Action is "synth" or "error" or "fail" or "purge" or "ban";

    private Span PlaceOf(VclOutcome way) => way.Return?.At ?? Receive?.At ?? (file.Backends.IsEmpty ? file.Source.All.Before : file.Backends[0].At);

    private static Passage Refused(VclReturn ended) => ended.Status switch
    {
        301 or 302 or 303 or 307 or 308 => new Passage { At = ended.At, End = PassageEnd.Redirected, Status = ended.Status },
        // From 600 on numbers are the file's own, and vcl_synth makes something of them.
        null or >= 600 => new Passage { At = ended.At, End = PassageEnd.Unknown },
        _ => new Passage { At = ended.At, End = PassageEnd.Answered, Status = ended.Status },
    };

    // Even with both headers set on the way to the backend a 101 is no answer that Varnish can pass on: it says 503 (measured with 7.1).
    private Passage Fetched(VclOutcome way) => VarnishCaseTraps.Of(file).Any()
        ? new Passage { At = PlaceOf(way), End = PassageEnd.Unknown }
        : new Passage
        {
            At = PlaceOf(way),
            End = PassageEnd.Forwarded,
            Version = new Setting<Version>(s_http1, null),
            To = UpstreamOf(way.Request, PlaceOf(way)),
            Headers = way.Request.Headers.SetItem("upgrade", HeaderFate.Gone()).SetItem("connection", HeaderFate.Gone()),
        };

    private Passage Piped(ImmutableArray<VclOutcome> ways)
    {
        ImmutableArray<VclOutcome> ends = [.. ways.SelectMany(way => new VclRunner(file).Run("vcl_pipe", way.Request)).Where(end => end.Return is null or { Action: "pipe" })];
        Span at = ways[0].Return!.At;
        if (ends.IsEmpty) return new Passage { At = at, End = PassageEnd.Unknown };
        ImmutableDictionary<string, HeaderFate> headers = ends.Select(end => Sent(end.Request)).Aggregate(Common);
        bool lacks = headers["upgrade"].Absent || headers["connection"] is { Known: true, Where: null };
        return new Passage
        {
            At = lacks && file.Subs.FirstOrDefault(sub => sub.Name == "vcl_pipe") is { } pipe ? pipe.At : at,
            End = PassageEnd.Forwarded,
            Version = new Setting<Version>(s_http1, null),
            To = ends.Select(end => UpstreamOf(end.Request, at)).Aggregate((Upstream?)null, (all, one) => all is null || all == one ? one : new Upstream(at) { Sticky = null }),
            Headers = headers,
        };
    }

    // What Varnish sends of its own: no Upgrade, and Connection: close. Before 4.1.7 Connection went on as it came.
    private ImmutableDictionary<string, HeaderFate> Sent(VclRequest request)
    {
        HeaderFate connection = file.Context.Versions.TryGetValue("varnish", out Version? version)
            ? version < s_connectionDropped ? request.Handshake.Header("connection") : HeaderFate.Is("close")
            : file.Language is null ? HeaderFate.Unknown() : HeaderFate.Is("close");
        return request.Headers.SetItem("upgrade", HeaderFate.Gone()).SetItem("connection", connection).SetItem("x-forwarded-for", HeaderFate.Unknown()).SetItems(request.Sent);
    }

    private static ImmutableDictionary<string, HeaderFate> Common(ImmutableDictionary<string, HeaderFate> one, ImmutableDictionary<string, HeaderFate> other) =>
        one.SetItems(one.Keys.Concat(other.Keys).Distinct().Where(name => one.GetValueOrDefault(name) != other.GetValueOrDefault(name)).Select(name => KeyValuePair.Create(name, HeaderFate.Unknown())));

    private Upstream UpstreamOf(VclRequest request, Span at)
    {
        VclBackend? backend = request.Backend switch
        {
            null => null,
            "" => file.Backends.FirstOrDefault(one => one.Name == "default") ?? file.Backends.FirstOrDefault(),
            var name => file.Backends.FirstOrDefault(one => one.Name == name),
        };
        return backend is null
            ? new Upstream(at) { Path = request.Path, Sticky = null }
            : new Upstream(backend.At)
            {
                Path = request.Path,
                Tls = false,
                Host = backend.Field("host"),
                Port = backend.Field("port") is not { } port ? 80 : int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null,
            };
    }
}
