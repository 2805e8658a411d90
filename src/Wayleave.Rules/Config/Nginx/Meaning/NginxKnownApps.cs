using System.Collections.Immutable;
using Wayleave.Rules.Config.Apps;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>The sockets of applications that a file gives away only by where it passes requests on to: <c>proxy_pass http://streamlit:8501</c>.</summary>
/// <param name="upstreams">The groups of servers that the file defines.</param>
internal sealed class NginxKnownApps(NginxUpstreams upstreams)
{
    /// <summary>The sockets of those behind a server whose file says nothing of sockets itself.</summary>
    /// <param name="passing">The locations of the server that pass requests on.</param>
    /// <param name="isSocket">Whether a location is made for sockets: then whoever wrote it has thought of them, perhaps of other paths.</param>
    public IEnumerable<SocketPath> Find(ImmutableArray<NginxDirective> passing, Func<NginxDirective, bool> isSocket) =>
        from location in passing
        let app = App(location)
        where app?.Socket is not null
        group location by app into same
        where !same.Any(isSocket)
        let found = Socket(same.Key.Socket!, [.. same.Where(NginxLocations.IsPrefix)])
        where found is not null
        select found;

    // The path below the whole site, or below the one place that is the application's.
    private static SocketPath? Socket(string path, ImmutableArray<NginxDirective> locations)
    {
        NginxDirective? own = locations.Where(location => path.StartsWith(Prefix(location), StringComparison.Ordinal)).MaxBy(location => Prefix(location).Length);
        if (own is not null) return new SocketPath(path, SocketPathFrom.App, own.At);
        return locations is [var only] ? new SocketPath(Prefix(only).TrimEnd('/') + path, SocketPathFrom.App, only.At) : null;
    }

    private KnownApp? App(NginxDirective location)
    {
        if (NginxHandlers.Of(location) is not { Name: "proxy_pass" } pass) return null;
        var target = NginxTarget.Read(Filled(pass), pass.Argument);
        if (target.Host is not { } name) return null;
        Upstream to = upstreams.Of(target, null, pass.At);
        // The group's own name first: who made it knew what it is.
        return KnownApps.At(name, null) ?? KnownApps.At(to.Host ?? name, to.Port);
    }

    // Names are often put into variables, so that nginx looks them up anew.
    private static string Filled(NginxDirective pass)
    {
        string text = pass.Argument;
        foreach (NginxDirective set in pass.Outwards().SelectMany(level => level.FindAll("set")).Where(set => set.Words.Length == 3))
            text = NginxDefinitions.Replace(text, set.Argument.TrimStart('$'), set.Words[2].Text);
        // A proxy manager writes the path behind it.
        return text.Replace("$request_uri", "/", StringComparison.Ordinal);
    }

    private static string Prefix(NginxDirective location) => NginxLocations.Pattern(location).Pattern;
}
