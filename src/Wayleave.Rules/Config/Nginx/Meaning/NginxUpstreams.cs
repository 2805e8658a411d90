using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>The groups of servers that a file's <c>upstream</c> blocks make.</summary>
internal sealed class NginxUpstreams
{
    // Who asks is in these, so the same client reaches the same server.
    private static readonly string[] s_client = ["remote_addr", "remote_user", "http_x_forwarded_for", "http_x_real_ip", "http_cf_connecting_ip", "cookie_", "arg_", "http_authorization", "ssl_session_id", "realip_"];

    private readonly ImmutableDictionary<string, NginxDirective> _groups;

    /// <summary>Knows the groups of a file.</summary>
    public NginxUpstreams(NginxFile file) => _groups = file.Named("upstream").Where(directive => directive is { HasBlock: true, Words.Length: 2 })
        .GroupBy(group => group.Argument, StringComparer.OrdinalIgnoreCase).ToImmutableDictionary(same => same.Key, same => same.Last(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The group of that name; null if there is none.</summary>
    public NginxDirective? Find(string name) => _groups.GetValueOrDefault(name);

    /// <summary>Where a request goes.</summary>
    /// <param name="target">The address.</param>
    /// <param name="path">The path that it is asked for; null if it is not known.</param>
    /// <param name="at">The line with the address.</param>
    public Upstream Of(NginxTarget target, string? path, Span at)
    {
        if (target.Host is null || Find(target.Host) is not { } group)
        {
            return new Upstream(at)
            {
                Tls = target.Tls, Host = target.Host, Path = path,
                Port = target.Port ?? (target.Host is null || target.Host.StartsWith("unix:", StringComparison.Ordinal) ? null : target.Tls switch { true => 443, false => 80, null => null }),
                Sticky = target.Host is null ? null : true,
            };
        }

        ImmutableArray<string> servers = [.. Servers(group)];
        (string? host, int? port) = servers is [var one] && NginxTarget.Read(one, one) is { } only ? (only.Host, only.Port) : (target.Host, null);
        return new Upstream(at) { Tls = target.Tls, Host = host, Port = port, Path = path, Servers = servers, Sticky = Sticky(group, servers.Length) };
    }

    // A backup is asked only where all others fail, and one that is down never.
    private static IEnumerable<string> Servers(NginxDirective block) =>
        from server in block.FindAll("server")
        where server.Words.Length > 1 && !server.Words.Skip(2).Any(word => word.Text is "down" or "backup")
        select server.Argument.Contains(':', StringComparison.Ordinal) ? server.Argument : server.Argument + ":80";

    private static bool? Sticky(NginxDirective block, int servers)
    {
        if (block.Block.Any(directive => directive.IsUnread || directive.Name.EndsWith("_by_lua_block", StringComparison.Ordinal) || directive.Name.EndsWith("_by_lua_file", StringComparison.Ordinal))) return null;
        if (servers <= 1 || block.Find("ip_hash") is not null || block.Find("sticky") is not null || block.Find("sticky_cookie_insert") is not null) return true;
        if (block.Find("hash") is not { } hash) return false;
        string[] names = [.. NginxVariables.Names(hash.Argument).Select(name => name.ToLowerInvariant())];
        return names.Any(name => s_client.Any(part => name.Contains(part, StringComparison.Ordinal))) ? true : null;
    }
}
