using System.Collections.Immutable;
using System.Net;
using Wayleave.Protocol.Edges;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Keys;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading;

/// <summary>What concerns several keys: it is checked once all are read, and the last blanks are filled in.</summary>
internal static class SettingsChecks
{
    /// <summary>The shortest right file, in words.</summary>
    public const string Shortest = "the shortest right file is: routes: [{ path: /, proxy: \"http://127.0.0.1:8501\" }]";

    /// <summary>Checks what was read and makes the settings of it.</summary>
    public static ServeSettings Finish(ServeDraft draft, ReadState state)
    {
        ServeSettings settings = draft.Settings with
        {
            Trust = draft.Settings.Trust with { Networks = [.. draft.Proxies.Distinct()], EdgeNetworks = EdgeNetworks(draft, state) },
            Routes = RouteChecks.Finish(draft.Settings.Routes, state),
        };
        CheckListen(settings, state);
        TicketChecks.Check(settings, state);
        CheckCertificates(settings.Tls.Certificates, state);
        CheckChannels(settings.Events.Channels, state);
        CheckNodes(settings.Nodes, state);
        if (settings.Trust is { OnlyFromEdge: true, Edges.IsEmpty: true } && draft.Proxies.IsEmpty && !state.Has("edge") && !state.Has("trusted_proxies"))
            state.Wrong("only_from_edge", "nobody would be let in; say by edge: or trusted_proxies: who stands in front");
        if (!state.Has("routes"))
            state.Wrong(new Position(state.File, 1, 1), "", $"there are no routes; {Shortest}");
        return settings;
    }

    private static void CheckListen(ServeSettings settings, ReadState state)
    {
        if (!state.IsGood("listen")) return;
        if (settings.Tls.Redirect && settings.Listen.All(listen => !listen.Tls))
            state.Wrong("tls.redirect", "nothing listens on https to redirect to; add an https:// address to listen, such as https://0.0.0.0:8443");
        for (int i = 0; i < settings.Listen.Length; i++)
        {
            IPEndPoint one = settings.Listen[i].EndPoint;
            if (one.Port != 0 && settings.Listen.Take(i).Any(other => other.EndPoint.Equals(one)))
                state.Wrong($"listen[{i}]", $"{one} stands twice; take one out");
        }

        if (settings.Admin is { EndPoint: { Port: not 0 } admin } && settings.Listen.Any(listen => listen.EndPoint.Equals(admin)))
            state.Wrong(state.Has("admin.listen") ? "admin.listen" : "admin", $"{admin} is listened on for the public already; take another port");
    }

    private static void CheckNodes(NodeSettings nodes, ReadState state)
    {
        if (!nodes.Others.IsEmpty && nodes.Name is null && state.IsGood("nodes"))
            state.Wrong("nodes", "the others must know this one too; add name:");
        for (int i = 0; i < nodes.Others.Length; i++)
        {
            string path = $"nodes.others[{i}]", name = nodes.Others[i].Name;
            if (state.IsGood(path) && (name == nodes.Name || nodes.Others.Take(i).Any(other => other.Name == name)))
                state.Wrong($"{path}.name", $"another node is called {name} too; give each a name of its own");
        }
    }

    private static void CheckChannels(ImmutableArray<ChannelSettings> channels, ReadState state)
    {
        for (int i = 0; i < channels.Length; i++)
        {
            string path = $"events.channels[{i}]";
            if (!state.IsGood(path)) continue;
            if (channels[i] is { Policy: ChannelPolicy.Latest, Key: null })
                state.Wrong(path, "of what is the latest kept? add key: with the member of events that says what they are about, such as key: task");
            if (channels[i] is { Policy: not ChannelPolicy.Latest, Key: not null })
                state.Wrong($"{path}.key", "nothing is kept by a key; add policy: latest");
        }
    }

    private static void CheckCertificates(ImmutableArray<CertificateSettings> certificates, ReadState state)
    {
        const string all = "tls.certificates";
        for (int i = 0; i < certificates.Length; i++)
        {
            string path = $"{all}[{i}]";
            // One that could not be read has been told already; the keys of a single one that is no list stand right below.
            if (certificates[i].File.Length == 0 || !state.IsGood(path) || !state.IsGood(all + ".")) continue;
            if (state.World.Certificate(certificates[i]) is not { } problem) continue;
            string key = problem.File == certificates[i].KeyFile ? "key" : "certificate";
            state.Wrong(new[] { $"{path}.{key}", $"{all}.{key}" }.FirstOrDefault(state.Has, path), Printable.Short(problem.ToString(), 300));
        }
    }

    private static ImmutableArray<EdgeRange> EdgeNetworks(ServeDraft draft, ReadState state)
    {
        var networks = new List<EdgeRange>();
        TrustSettings trust = draft.Settings.Trust;
        if (trust.RangesFile is not null && trust.Edges.IsEmpty && !state.Has("edge"))
            state.Wrong("edge_ranges", "it says which networks an edge has, and no edge is named; add edge: with its name");
        for (int i = 0; i < trust.Edges.Length; i++)
        {
            // One that could not be read has been told already.
            if (trust.Edges[i].Length == 0) continue;
            if (state.World.Edges.Find(trust.Edges[i], trust.RangesFile, out ImmutableArray<EdgeRange> own) is { } wrong)
                state.Wrong(trust.RangesFile is null ? $"edge[{i}]" : "edge_ranges", Printable.Short(wrong, 300));
            networks.AddRange(own);
        }

        return [.. networks.Distinct()];
    }
}
