using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>What an nginx does with a handshake.</summary>
internal sealed class NginxHop(NginxFile file) : Hop("nginx", HopPlace.Proxy, file.Source.All)
{
    // 60 s between two reads: ngx_http_proxy_module's default.
    private static readonly TimeSpan s_readTimeout = TimeSpan.FromSeconds(60);
    private static readonly Version s_oldDefault = new(1, 0);
    private static readonly Version s_newDefault = new(1, 1);
    private static readonly Version s_since = new(1, 29, 7);

    /// <inheritdoc/>
    public override ImmutableArray<SocketPath> SocketPaths =>
        [.. file.All.Where(directive => directive.Name == "location" && NginxLocations.Pattern(directive).Modifier is "" or "=" or "^~" && (SetsUpgrade(directive) || SocketPathNames.Says(NginxLocations.Pattern(directive).Pattern)))
            .Select(location => new SocketPath(NginxLocations.Pattern(location).Pattern, SocketPathFrom.File, location.At))];

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake)
    {
        foreach (NginxDirective server in file.Servers)
        {
            NginxDirective location = NginxLocations.Choose(server, handshake.Path);
            if (location.Find("proxy_pass") is { } pass) yield return Forward(pass, location, server, handshake);
        }
    }

    private static bool SetsUpgrade(NginxDirective location) =>
        location.FindAll("proxy_set_header").Any(header => string.Equals(header.Argument, "Upgrade", StringComparison.OrdinalIgnoreCase));

    private Passage Forward(NginxDirective pass, NginxDirective location, NginxDirective server, Handshake handshake) => new()
    {
        At = pass.At,
        End = PassageEnd.Forwarded,
        Listener = ListenerOf(server),
        To = new Upstream(pass.At),
        Version = VersionOf(location),
        Headers = HeadersOf(location, new NginxVariables(file, handshake)),
        Idle = ReadTimeout(location),
    };

    private static Listener ListenerOf(NginxDirective server)
    {
        NginxDirective? listen = server.Find("listen");
        return new Listener(null, listen?.Words.Any(word => word.Text == "ssl") ?? false, (listen ?? server).At)
        {
            Names = [.. server.FindAll("server_name").SelectMany(names => names.Words.Skip(1)).Select(word => word.Text)],
        };
    }

    private Setting<Version>? VersionOf(NginxDirective location)
    {
        if (NginxInheritance.Scalar(location, "proxy_http_version") is { } set)
            return Version.TryParse(set.Argument.Contains('.', StringComparison.Ordinal) ? set.Argument : set.Argument + ".0", out Version? version) ? new Setting<Version>(version, set.At) : null;
        Version? nginx = file.Context.Versions.GetValueOrDefault("nginx");
        return new Setting<Version>(nginx >= s_since ? s_newDefault : s_oldDefault, null);
    }

    private static ImmutableDictionary<string, HeaderFate> HeadersOf(NginxDirective location, NginxVariables variables)
    {
        var headers = new Dictionary<string, HeaderFate>
        {
            ["upgrade"] = HeaderFate.Gone(), ["connection"] = HeaderFate.Is("close"), ["host"] = HeaderFate.Unknown(),
        };
        foreach (NginxDirective set in NginxInheritance.Array(location, "proxy_set_header").Where(set => set.Words.Length == 3))
        {
            string? value = variables.Value(set.Words[2].Text);
            headers[set.Argument.ToLowerInvariant()] = value switch { null => HeaderFate.Unknown(set.At), "" => HeaderFate.Gone(set.At), _ => HeaderFate.Is(value, set.At) };
        }

        return headers.ToImmutableDictionary();
    }

    private static Setting<TimeSpan>? ReadTimeout(NginxDirective location)
    {
        if (NginxInheritance.Scalar(location, "proxy_read_timeout") is not { } set) return new Setting<TimeSpan>(s_readTimeout, null);
        return NginxUnits.Time(set.Argument) is { } time ? new Setting<TimeSpan>(time, set.At) : null;
    }
}
