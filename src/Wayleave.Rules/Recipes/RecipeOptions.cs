using System.Globalization;

namespace Wayleave.Rules.Recipes;

/// <summary>What a configuration is to be written for.</summary>
public sealed record RecipeOptions
{
    /// <summary>The app: http or https, with a host and maybe a port.</summary>
    public required Uri To { get; init; }

    /// <summary>The public host.</summary>
    public required string Domain { get; init; }

    /// <summary>What stands in front: <c>cloudflare</c>, <c>cloudfront</c>, <c>alb</c> or <c>none</c>. Default <c>none</c>.</summary>
    public string Edge { get; init; } = "none";

    /// <summary>The certificate's files (chain, key); null: none were named.</summary>
    public (string Certificate, string Key)? TlsFiles { get; init; }

    /// <summary>Whether a self-signed certificate is enough, as it is behind an edge that does not check.</summary>
    public bool SelfSigned { get; init; }

    /// <summary>The sockets' path; <c>/</c>: anywhere. Default <c>/</c>.</summary>
    public string SocketPath { get; init; } = "/";

    /// <summary>How long a quiet socket is kept open. Default 2 h.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromHours(2);

    /// <summary>The largest request body in MiB. Default 50.</summary>
    public int BodyMiB { get; init; } = 50;

    /// <summary>Whether this hop ends TLS.</summary>
    public bool Tls => SelfSigned || TlsFiles is not null;

    /// <summary>Whether something in front has ended the browser's TLS.</summary>
    public bool BehindEdge => Edge != "none";

    /// <summary>The certificate's chain.</summary>
    public string Certificate => TlsFiles?.Certificate ?? "/etc/ssl/wayleave/cert.pem";

    /// <summary>The certificate's key.</summary>
    public string Key => TlsFiles?.Key ?? "/etc/ssl/wayleave/key.pem";

    /// <summary>The app's host and port, without a scheme; an IPv6 address in brackets.</summary>
    public string ToAuthority => string.Create(CultureInfo.InvariantCulture, $"{To.Host}:{To.Port}");

    /// <summary>Whether the app is spoken to over TLS, by a name: then it is another's host (a tunnel, a platform), which knows itself by that name only.</summary>
    public bool ToPublicName => To.Scheme == "https" && To.HostNameType == UriHostNameType.Dns;

    /// <summary>The idle time in whole seconds.</summary>
    public string IdleSeconds => ((long)Math.Ceiling(Idle.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>The sockets' path without a slash at its end; empty where it is <c>/</c>.</summary>
    public string SocketPrefix => SocketPath.TrimEnd('/');

    /// <summary>The two lines that every file begins with.</summary>
    /// <param name="kind">The kind's name.</param>
    /// <param name="use">How the file is used.</param>
    /// <param name="comment">What begins a comment.</param>
    internal string Head(string kind, string use, string comment = "#") =>
        $"{comment} {Domain} to {To.GetLeftPart(UriPartial.Authority)}{(BehindEdge ? $", behind {Edge}" : "")}: written by wayleave config {kind}\n{comment} {use}\n";
}
