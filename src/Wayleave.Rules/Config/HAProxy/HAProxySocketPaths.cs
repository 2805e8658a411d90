using System.Collections.Immutable;
using Wayleave.Rules.Config.HAProxy.Matching;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.HAProxy;

/// <summary>The paths that a HAProxy file itself treats as sockets.</summary>
internal static class HAProxySocketPaths
{
    /// <summary>The paths: those whose names say so in conditions, and <c>/ws</c> for any where the file only tells sockets by their headers, or not at all: rules for the root are often made for it alone.</summary>
    public static ImmutableArray<SocketPath> Of(HAProxyFile file)
    {
        ImmutableArray<SocketPath> named =
        [
            .. file.Proxies.SelectMany(Tests).Where(test => test.Acl.Expression.Name == "path" && test.Acl.How is "str" or "beg" or "dir")
                .SelectMany(test => test.Acl.Values.Select(value => (Path: Rooted(value.Text), At: value.At)))
                .Where(found => SocketPathNames.Says(found.Path)).DistinctBy(found => found.Path)
                .Select(found => new SocketPath(found.Path, SocketPathFrom.File, found.At)),
        ];
        if (!named.IsEmpty || !new HAProxyHop(file).Fronts.Any()) return named;
        HAProxyLine? told = file.Proxies.SelectMany(Tests).FirstOrDefault(test => IsUpgrade(test.Acl)).Line;
        return [new SocketPath("/ws", SocketPathFrom.Everywhere, told?.At)];
    }

    /// <summary>The tests of a section, with the lines that make them.</summary>
    public static IEnumerable<(HAProxyLine Line, HAProxyAcl Acl)> Tests(HAProxyProxy proxy) => proxy.Section.Lines.SelectMany(line => line switch
    {
        { Name: "acl", Words.Length: > 2 } => [(line, HAProxyAcl.Parse(line.Words[2..]))],
        _ when line.IndexOf("{") > 0 => (proxy.ConditionOf(line)?.Inline ?? []).Select(acl => (line, acl)),
        _ => [],
    });

    /// <summary>Whether a test asks for an Upgrade.</summary>
    public static bool IsUpgrade(HAProxyAcl acl) =>
        acl.Expression is { Name: "hdr" or "req.hdr" or "req.fhdr" or "hdr_cnt" or "req.hdr_cnt", Arguments: [var name, ..] } && name.ToUpperInvariant() is "UPGRADE" or "CONNECTION" or "SEC-WEBSOCKET-KEY" or "SEC-WEBSOCKET-VERSION" or "SEC-WEBSOCKET-PROTOCOL";

    private static string Rooted(string path) => path.StartsWith('/') ? path : "/" + path;
}
