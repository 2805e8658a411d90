using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.AspNet;

/// <summary>What YARP does with a handshake, as the routes and clusters of an <c>appsettings.json</c> say.</summary>
/// <remarks>A path that no route takes may be the app's own, so nothing is said of it.</remarks>
/// <seealso href="https://learn.microsoft.com/en-us/aspnet/core/fundamentals/servers/yarp/config-files">Configuration files</seealso>
internal sealed class YarpHop(Span at, ImmutableArray<YarpRoute> routes) : Hop("yarp", HopPlace.Proxy, at)
{
    private static readonly Version s_http11 = new(1, 1);

    // https://learn.microsoft.com/en-us/aspnet/core/fundamentals/servers/yarp/timeouts
    private static readonly TimeSpan s_activity = TimeSpan.FromSeconds(100);

    // SignalR's and Blazor's hubs send something each 15 s.
    private static readonly string[] s_pinging = ["hub", "signalr", "_blazor"];

    /// <inheritdoc/>
    public override ImmutableArray<SocketPath> SocketPaths =>
        [.. routes.Where(route => route.Path is not null && SocketPathNames.Says(route.Prefix)).Select(route => new SocketPath(route.Prefix, SocketPathFrom.File, route.Path!.At))];

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake)
    {
        string? host = handshake.Host?.Split(':')[0];
        YarpRoute[] taking = [.. routes.Where(route => route.Takes(handshake.Path, host)).OrderBy(route => route.Order).ThenByDescending(route => route.Narrowness)];
        // One that asks for more may take it or leave it to the next.
        int sure = Array.FindIndex(taking, route => !route.AsksMore);
        return taking.Take(sure < 0 ? taking.Length : sure + 1).Select(route => Forward(route, handshake));
    }

    private static Passage Forward(YarpRoute route, Handshake handshake)
    {
        DataEntry[] destinations = [.. route.Cluster.Any("Destinations")?.Entries ?? []];
        DataScalar? address = destinations is [var first, ..] ? first.Value.Any("Address") as DataScalar : null;
        var passage = new Passage { At = route.At, End = PassageEnd.Unknown, Block = route.At };
        if (address is null || !Uri.TryCreate(address.Value, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https")) return passage;
        bool affinity = route.Cluster.Any("SessionAffinity", "Enabled") is DataScalar { Truth: true };
        return passage with
        {
            End = PassageEnd.Forwarded,
            Host = handshake.Host,
            To = new Upstream(address.At)
            {
                Host = uri.Host, Port = uri.Port, Tls = uri.Scheme == "https", Path = Path(route, handshake.Path, uri),
                Servers = [.. destinations.Select(one => one.Value.Any("Address")?.Text ?? "")],
                Sticky = destinations.Length < 2 || affinity,
            },
            Version = Version(route),
            Headers = Headers(route, uri),
            Idle = Idle(route),
        };
    }

    // By default HTTP/2 is asked for and HTTP/1.1 taken where that is not spoken; what insists on HTTP/2 depends on the app.
    private static Setting<Version>? Version(YarpRoute route) =>
        route.Cluster.Any("HttpRequest", "VersionPolicy")?.Text is { } policy && !policy.Equals("RequestVersionOrLower", StringComparison.OrdinalIgnoreCase) && route.Cluster.Any("HttpRequest", "Version")?.Text?.StartsWith('1') != true
            ? null : new Setting<Version>(s_http11, null);

    private static Setting<TimeSpan>? Idle(YarpRoute route)
    {
        if (route.Cluster.Any("HttpRequest", "ActivityTimeout") is DataScalar set)
            return TimeSpan.TryParse(set.Value, CultureInfo.InvariantCulture, out TimeSpan time) && time > TimeSpan.Zero ? new Setting<TimeSpan>(time, set.At) : null;
        return s_pinging.Any(name => route.Prefix.Contains(name, StringComparison.OrdinalIgnoreCase)) ? null : new Setting<TimeSpan>(s_activity, null);
    }

    // Host is the destination's unless the original is asked for; what X-Forwarded-Proto says follows from YARP's own listener.
    private static ImmutableDictionary<string, HeaderFate> Headers(YarpRoute route, Uri uri)
    {
        ImmutableDictionary<string, HeaderFate> headers = ImmutableDictionary<string, HeaderFate>.Empty.Add("x-forwarded-proto", HeaderFate.Unknown()).Add("x-forwarded-host", HeaderFate.Unknown());
        if (route.Transform("RequestHeaderOriginalHost")?.Value is not DataScalar { Truth: true }) headers = headers.Add("host", HeaderFate.Is(uri.Authority));
        foreach (DataNode transform in route.Node.Any("Transforms")?.Items ?? [])
        {
            if (transform.Any("RequestHeaderRemove") is DataScalar removed) headers = headers.SetItem(removed.Value.ToLowerInvariant(), HeaderFate.Gone(removed.At));
            if (transform.Any("RequestHeader")?.Text is { } name && transform.Any("Set") is DataScalar set) headers = headers.SetItem(name.ToLowerInvariant(), HeaderFate.Is(set.Value, set.At));
        }

        return headers;
    }

    private static string? Path(YarpRoute route, string path, Uri uri)
    {
        if (route.Transform("PathPattern") is not null || route.Transform("PathRouteValue") is not null) return null;
        string changed = route.Transform("PathSet")?.Value.Text ?? path;
        if (route.Transform("PathRemovePrefix")?.Value.Text is { } removed && changed.StartsWith(removed, StringComparison.OrdinalIgnoreCase)) changed = changed[removed.Length..];
        return uri.AbsolutePath.TrimEnd('/') + route.Transform("PathPrefix")?.Value.Text?.TrimEnd('/') + (changed.StartsWith('/') ? changed : "/" + changed);
    }
}
