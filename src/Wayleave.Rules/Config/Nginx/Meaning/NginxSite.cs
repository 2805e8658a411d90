using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>A server with what is asked of it again and again.</summary>
/// <param name="Server">The server.</param>
internal sealed record NginxSite(NginxDirective Server)
{
    /// <summary>What it listens on.</summary>
    public ImmutableArray<NginxListen> Listens { get; init; } = NginxListen.Of(Server);

    /// <summary>The names that it answers for, as written.</summary>
    public ImmutableArray<string> Names { get; } = NginxNames.Of(Server);

    /// <summary>Hosts that it would be asked for; none where it has no name that says one.</summary>
    public ImmutableArray<string> Hosts { get; } = NginxNames.Examples(NginxNames.Of(Server));

    /// <summary>What <c>$server_name</c> is; null if it is not known.</summary>
    public string? ServerName => Names switch { [] => "", [var first, ..] => IsOpen(first) ? null : first };

    /// <summary>Whether a template fills in one of its names.</summary>
    public bool HasOpenName => Names.Any(IsOpen);

    /// <summary>Whether two servers may be asked for the same host.</summary>
    public bool Overlaps(NginxSite other) => this == other || Hosts.IsEmpty || other.Hosts.IsEmpty || other.Hosts.Any(Answers) || Hosts.Any(other.Answers);

    /// <summary>The address at which a handshake comes in.</summary>
    /// <param name="handshake">The handshake; where it names no port, what a browser would take counts.</param>
    public NginxListen Listen(Handshake handshake) => Listens.FirstOrDefault(listen => listen.Port == handshake.Port && handshake.Port is not null) ?? Listens.FirstOrDefault(listen => listen.Tls == handshake.Secure) ?? Listens.FirstOrDefault() ?? new NginxListen("", null, Server.At);

    private bool Answers(string host) => Names.Any(name => NginxNames.Fits(name, host) is not null);

    private static bool IsOpen(string name) => name.Contains('$', StringComparison.Ordinal) || name.Contains('{', StringComparison.Ordinal);
}
