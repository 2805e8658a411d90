using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>
/// The paths that a file itself treats as sockets: a location sends Upgrade or asks <c>$http_upgrade</c>, or its path is named like a socket.
/// Where a whole server does, <c>/</c> stands for all its paths.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="maps">The variables that its blocks define.</param>
internal sealed class NginxSocketPaths(NginxFile file, NginxMaps maps)
{
    // Grafana opens sockets in two places: its own at /api/live, and through its proxy for sources of data that are followed live.
    private const string GrafanaLive = "/api/live/";
    private const string GrafanaTail = "/api/datasources/proxy/1/loki/api/v1/tail";

    private readonly NginxKnownApps _apps = new(new NginxUpstreams(file));
    private readonly ImmutableHashSet<string> _asking = [.. maps.Over("http_upgrade").Concat(maps.Over("http_connection")), "http_upgrade"];

    /// <summary>The paths, with the locations that give them away.</summary>
    public ImmutableArray<SocketPath> Find()
    {
        ImmutableArray<NginxDirective> locations = [.. file.Named("location").Where(directive => directive.HasBlock)];
        ImmutableArray<SocketPath> shown =
        [
            .. locations.Where(IsSocket).SelectMany(location => Paths(location, locations)),
            .. file.Servers.SelectMany(Whole),
            .. file.Servers.SelectMany(server => _apps.Find([.. server.Inside().Where(inside => inside is { Name: "location", HasBlock: true } && Own(inside).Any(NginxHandlers.IsHandler))], IsSocket)),
        ];
        return shown.IsEmpty ? [.. Everywhere(locations)] : shown;
    }

    /// <summary>Whether the location at which a request ended is one for sockets, or for that path alone.</summary>
    public static bool Knows(NginxOutcome outcome, string path) => outcome.Location is { } location
        && (SendsUpgrade(NginxInheritance.Array(location, "proxy_set_header")) || (path.Length > 1 && NginxLocations.Pattern(location).Pattern is not ("/" or "" or ['@', ..])));

    /// <summary>The passage with the location that took it, and with another one of the same server that is made for sockets and leads to the same place, or would take the path if this one did not. One for everything is meant only where an expression takes the path away from it.</summary>
    public static Passage Elsewhere(NginxOutcome outcome)
    {
        Passage passage = outcome.Passage with { Block = outcome.Location?.At };
        if (outcome.Site is not { Server: var server } || (outcome.Location is { } own && SendsUpgrade(NginxInheritance.Array(own, "proxy_set_header")))) return passage;
        string? to = outcome.Block is { } block ? NginxHandlers.Of(block)?.Argument.TrimEnd('/') : null;
        bool isTaken = NginxLocations.Pattern(outcome.Location).Modifier is "~" or "~*";
        NginxDirective? other = server.Inside().FirstOrDefault(location => location is { Name: "location", HasBlock: true } && location != outcome.Location && (isTaken || NginxLocations.Pattern(location) is not ("", "/")) &&
            SendsUpgrade(location.FindAll("proxy_set_header")) && NginxHandlers.Of(location) is { } handler && (handler.Argument.TrimEnd('/') == to || Takes(location, outcome.Path)));
        return passage with { Elsewhere = other?.At };
    }

    private static bool Takes(NginxDirective location, string path)
    {
        (string modifier, string pattern) = NginxLocations.Pattern(location);
        return modifier is "~" or "~*" ? NginxRegex.Match(pattern, path, modifier == "~*", out _) == true : pattern.Length > 1 && path.StartsWith(pattern, StringComparison.Ordinal);
    }

    // Nothing shows where sockets are: they are where everything is passed on to, or at the only place that passes anything on.
    private static IEnumerable<SocketPath> Everywhere(ImmutableArray<NginxDirective> locations)
    {
        NginxDirective[] passing = [.. locations.Where(location => NginxLocations.IsPrefix(location) && location.Find("internal") is null && location.Block.Any(directive => directive.Name == "proxy_pass"))];
        NginxDirective? all = Array.Find(passing, location => NginxLocations.Pattern(location).Pattern == "/") ?? (passing is [var only] ? only : null);
        if (all is not null) yield return new SocketPath(NginxLocations.Pattern(all).Pattern, SocketPathFrom.Everywhere, all.At);
    }

    private bool IsSocket(NginxDirective location)
    {
        if (!Own(location).Any(directive => NginxHandlers.IsHandler(directive) || directive.Name is "try_files" or "rewrite")) return false;
        return IsMarked(location) || Examples(location).Any(SocketPathNames.Says);
    }

    private bool IsMarked(NginxDirective location) => SendsUpgrade(location.FindAll("proxy_set_header")) || Own(location).Any(Asks);

    /// <summary>Paths that a location takes; of a name or a strange expression none.</summary>
    public static ImmutableArray<string> Examples(NginxDirective location) => NginxLocations.Pattern(location) switch
    {
        ("~", var pattern) => NginxExample.Of(pattern, insensitive: false),
        ("~*", var pattern) => NginxExample.Of(pattern, insensitive: true),
        // Without a slash it takes nothing: nginx-location-without-slash says so.
        (_, var pattern) => pattern is [var first, ..] && char.IsAsciiLetterOrDigit(first) ? ["/" + pattern] : [pattern],
    };

    private IEnumerable<SocketPath> Paths(NginxDirective location, ImmutableArray<NginxDirective> locations)
    {
        string pattern = NginxLocations.Pattern(location).Pattern;
        // To a named location a request comes by way of another one.
        if (pattern.StartsWith('@'))
        {
            foreach (NginxDirective jump in Jumps(location, pattern))
            {
                NginxDirective? from = jump.Outwards().FirstOrDefault(level => level.Name == "location");
                bool folders = jump.Words.Any(word => word.Text == "$uri/");
                if (from is null || NginxLocations.Pattern(from) is ("", "/")) yield return new SocketPath(folders ? "/ws" : "/", SocketPathFrom.File, location.At);
                else if (from != location && !NginxLocations.Pattern(from).Pattern.StartsWith('@')) yield return Paths(from, locations).FirstOrDefault() ?? new SocketPath("/", SocketPathFrom.File, location.At);
            }

            yield break;
        }

        // Of an expression that nothing marks but the names in it, those are sockets that are named so.
        bool whole = IsMarked(location);
        foreach (string path in Examples(location).Where(path => whole || SocketPathNames.Says(path)))
        {
            yield return new SocketPath(path, SocketPathFrom.File, location.At);
            if ((path + "/").IndexOf(GrafanaLive, StringComparison.Ordinal) is >= 0 and var prefix)
                yield return new SocketPath(path[..prefix] + GrafanaTail, SocketPathFrom.File, location.At);
        }
    }

    private static IEnumerable<NginxDirective> Jumps(NginxDirective named, string name) =>
        (named.Parent?.Inside() ?? []).Where(directive => directive.Name is "try_files" or "error_page" && directive.Words[^1].Text == name);

    // A server that sends Upgrade for all its locations, or asks for it before it chooses one.
    private IEnumerable<SocketPath> Whole(NginxDirective server)
    {
        bool sends = SendsUpgrade(NginxInheritance.Array(server, "proxy_set_header"));
        if (!sends && !server.Block.Any(directive => directive.Name is "if" or "set" && (Asks(directive) || directive.Inside().Any(Asks)))) yield break;
        NginxDirective[] passing = [.. server.FindAll("location").Where(location => Own(location).Any(NginxHandlers.IsHandler))];
        NginxDirective[] inheriting = [.. passing.Where(location => location.Find("proxy_set_header") is null)];
        if (passing.Any(location => NginxLocations.Pattern(location) is ("", "/"))) yield return new SocketPath("/", SocketPathFrom.File, server.At);
        else if (sends && inheriting.Length == 0 && !passing.Any(IsSocket))
        {
            foreach (NginxDirective location in passing.Where(location => NginxLocations.IsPrefix(location) || NginxLocations.Pattern(location).Modifier == "="))
                yield return new SocketPath(NginxLocations.Pattern(location).Pattern, SocketPathFrom.File, location.At);
        }
    }

    private static bool SendsUpgrade(IEnumerable<NginxDirective> headers) => headers.Any(header => header.Words.Length == 3 &&
        ((string.Equals(header.Argument, "Upgrade", StringComparison.OrdinalIgnoreCase) && header.Words[2].Text.Length > 0) ||
        (string.Equals(header.Argument, "Connection", StringComparison.OrdinalIgnoreCase) && header.Words[2].Text.Contains("upgrade", StringComparison.OrdinalIgnoreCase))));

    private bool Asks(NginxDirective directive) => directive.Name is not "proxy_set_header" and not "add_header" and not "log_format" and not "access_log" &&
        directive.Words.Skip(1).Any(word => NginxVariables.Names(word.Text).Any(name => _asking.Contains(name)));

    // What stands in the location and in its ifs, without the locations in it.
    private static IEnumerable<NginxDirective> Own(NginxDirective block) =>
        block.Block.Where(directive => directive.Name != "location").SelectMany(directive => directive.Name == "if" ? Own(directive).Prepend(directive) : [directive]);
}
