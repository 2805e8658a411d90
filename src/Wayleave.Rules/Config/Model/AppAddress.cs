using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Docker;

namespace Wayleave.Rules.Config.Model;

/// <summary>Whether an app is where a hop sends its requests.</summary>
internal static class AppAddress
{
    /// <summary>Whether an app is at an upstream's address; null where the files do not show it.</summary>
    /// <param name="app">The app.</param>
    /// <param name="to">The upstream.</param>
    /// <param name="files">All files: a compose file has the names.</param>
    public static bool? IsAt(AppFacts app, Upstream to, ImmutableArray<ConfigFile> files)
    {
        bool? found = false;
        foreach ((string host, int? port) in Of(to))
        {
            bool? one = IsAt(app, host, port, files);
            if (one == true) return true;
            found = one is null ? null : found;
        }

        return found;
    }

    /// <summary>The addresses behind an upstream: each of its servers, or itself.</summary>
    public static IEnumerable<(string Host, int? Port)> Of(Upstream upstream)
    {
        int otherwise = upstream.Tls == true ? 443 : 80;
        if (upstream.Servers.IsEmpty) return upstream.Host is { } host ? [(host, upstream.Port)] : [];
        return upstream.Servers.Select(server => server.LastIndexOf(':') is > 0 and var colon && int.TryParse(server.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? (server[..colon], port) : (server, (int?)otherwise));
    }

    /// <summary>Whether a host is the machine, or the container, itself.</summary>
    public static bool IsLoopback(string host) => host is "localhost" or "::1" or "[::1]" || host.StartsWith("127.", StringComparison.Ordinal);

    private static bool IsPublicName(string host) => host.Contains('.', StringComparison.Ordinal) && !IPAddress.TryParse(host, out _);

    private static bool? IsAt(AppFacts app, string host, int? port, ImmutableArray<ConfigFile> files)
    {
        ComposeService? named = files.OfType<ComposeFile>().SelectMany(file => file.Services).FirstOrDefault(service => service.Names.Contains(host, StringComparer.OrdinalIgnoreCase));
        if (app.Service is not null)
        {
            if (named is not null) return named.Name == app.Service;
            // From the host a container is reached by the port that it publishes.
            ComposeService? own = files.OfType<ComposeFile>().SelectMany(file => file.Services).FirstOrDefault(service => service.Name == app.Service);
            return IsLoopback(host) && own is not null && port is not null && own.Ports.Length > 0 ? own.Ports.Any(published => published.Published == port) : null;
        }

        // What a service is told to start stands in the place of its image's own command.
        if (named is { Commands.IsEmpty: false } && files.Any(file => file is DockerfileFile && file.Source == app.At.Source)) return false;
        if (app.Port is not { } listening || port is null) return null;
        // Behind a name of the world's, such as a tunnel's, the app may listen wherever it likes.
        return listening.Value == port ? true : IsPublicName(host) ? null : false;
    }
}
