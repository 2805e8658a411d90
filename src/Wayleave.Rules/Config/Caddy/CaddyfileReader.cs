using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>Reads a Caddyfile to its sites.</summary>
internal static class CaddyfileReader
{
    /// <summary>Reads a file. Never throws.</summary>
    /// <param name="source">The file.</param>
    /// <param name="context">What reading may ask for.</param>
    public static CaddyFile Read(SourceText source, ReadContext context)
    {
        var parser = new CaddyParser(context);
        ImmutableArray<CaddyDirective> root = new CaddyImports(context, parser).Open(parser.Lines(source));
        CaddyDirective? options = root.FirstOrDefault(line => line is { Name: "", HasBlock: true });
        var routes = new CaddyfileRoutes(CaddyDirectives.After(options));
        ImmutableDictionary<string, ImmutableArray<CaddyStep>> named = root.Where(line => line.HasBlock && line.Name is ['&', '(', .., ')']).GroupBy(line => line.Name[2..^1])
            .ToImmutableDictionary(same => same.Key, same => routes.Steps(same.Last().Block, ImmutableDictionary<string, ImmutableArray<CaddyCondition>>.Empty));
        bool trusts = options?.FindAll("servers").Any(servers => servers.Find("trusted_proxies") is not null) ?? false;
        return new CaddyFile(source, context)
        {
            Root = root,
            Errors = parser.Errors,
            Servers = [.. Sites(root, source).SelectMany(site => Servers(site, routes, options)).Select(server => server with { Named = named, TrustsProxies = trusts })],
        };
    }

    /// <summary>The sites among the lines of a file.</summary>
    public static IEnumerable<CaddySite> Sites(ImmutableArray<CaddyDirective> root, SourceText source)
    {
        CaddyDirective[] lines = [.. root.Where(line => line.Name.Length > 0 && line.Name is not ['&', '(', ..])];
        // A fragment for another file's site, or a single site without braces.
        if (lines.Length > 0 && (CaddyDirectives.Knows(lines[0].Name) || lines[0].Name.StartsWith('@')))
        {
            yield return new CaddySite([], source.All.Before, [.. lines]);
            yield break;
        }

        if (lines is [{ HasBlock: false } addresses, ..])
        {
            yield return new CaddySite(addresses.Words, addresses.At, [.. lines.Skip(1)]);
            yield break;
        }

        foreach (CaddyDirective line in lines.Where(line => line.HasBlock)) yield return new CaddySite(line.Words, line.At, line.Block);
    }

    // Addresses with TLS and without are two sites: what the app is told differs.
    private static IEnumerable<CaddyServer> Servers(CaddySite site, CaddyfileRoutes routes, CaddyDirective? options)
    {
        ImmutableArray<CaddyStep> steps = routes.Steps(site.Block, ImmutableDictionary<string, ImmutableArray<CaddyCondition>>.Empty);
        CaddyAddress[] addresses = [.. site.Addresses.SelectMany(word => word.Text.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(text => CaddyAddress.Parse(text))];
        if (addresses.Length == 0) return [new CaddyServer(site.At, new Listener(null, false, site.At), steps)];
        bool tls = site.Block.Any(line => line.Name == "tls" && line.Argument != "off");
        bool off = options?.Find("auto_https")?.Argument == "off";
        return addresses.GroupBy(address => (Tls: address.IsTls(tls, off), address.Port)).Select(same => new CaddyServer(
            site.At,
            new Listener(same.Key.Port ?? (same.Key.Tls ? 443 : 80), same.Key.Tls, site.At)
            {
                Http2 = same.Key.Tls,
                Names = [.. same.Select(address => address.Host).Where(host => host.Length > 0)],
            },
            Below([.. same.Select(address => address.Path).Distinct()], steps, site.At)));
    }

    private static ImmutableArray<CaddyStep> Below(ImmutableArray<string> paths, ImmutableArray<CaddyStep> steps, Span at) =>
        paths.Contains("") ? steps : [new CaddyRoute(at, [[new CaddyCondition("path", at) { Values = paths }]], steps)];
}
