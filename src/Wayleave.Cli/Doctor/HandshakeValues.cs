using System.Collections.Immutable;
using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Doctor;

/// <summary>What the handshake's options say.</summary>
internal sealed record HandshakeValues
{
    public string? PageOrigin { get; init; }

    public ImmutableArray<string> Subprotocols { get; init; } = [];

    public ImmutableArray<HeaderField> Headers { get; init; } = [];

    public string? Cookie { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    public X509Certificate2Collection ExtraRoots { get; init; } = [];

    public bool Insecure { get; init; }

    public Uri? SystemProxy { get; init; }

    public bool UseProxy { get; init; }

    /// <summary>Reads the options; every complaint is added to <paramref name="errors"/>.</summary>
    /// <param name="options">The options.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="target">The URL; null if it is wrong itself.</param>
    /// <param name="surroundings">The environment.</param>
    /// <param name="errors">What is wrong.</param>
    public static HandshakeValues Read(HandshakeOptions options, ParseResult parsed, Uri? target, Surroundings surroundings, List<string> errors)
    {
        string? origin = parsed.GetValue(options.PageOrigin);
        var subprotocols = new List<string>(parsed.GetValue(options.Subprotocol) ?? []);
        var cookies = new List<string>(parsed.GetValue(options.Cookie) ?? []);
        var headers = new List<HeaderField>();
        foreach (string text in parsed.GetValue(options.Header) ?? [])
        {
            if (Input.Headers.Read(text, out HeaderField header) is { } wrong) errors.Add("--header: " + wrong);
            else if (Is(header, "Origin")) origin ??= header.Value;
            else if (Is(header, "Cookie")) cookies.Add(header.Value);
            else if (Is(header, "Sec-WebSocket-Protocol")) subprotocols.AddRange(header.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            else headers.Add(header);
        }

        if (origin is not null && Origins.Wrong(origin) is { } wrongOrigin) errors.Add("--page-origin: " + wrongOrigin);
        // A subprotocol that is no token is let through: to see what it does is the doctor's work.
        if (subprotocols.Any(s => s.Trim().Length == 0 || Input.Headers.HasControls(s))) errors.Add("--subprotocol: the name is empty or holds a line break; write one name for each --subprotocol");
        if (cookies.Any(Input.Headers.HasControls)) errors.Add("--cookie: the value holds a line break or another control character");

        Uri? proxy = target is null ? null : Input.SystemProxy.For(target, surroundings.Environment);
        bool useProxy = parsed.GetValue(options.Proxy);
        if (useProxy && proxy is null && target is not null)
        {
            string name = target.Scheme is "wss" or "https" ? "HTTPS_PROXY" : "HTTP_PROXY";
            errors.Add($"--proxy: {name} names no proxy for {target.Host}; set it to http://HOST:PORT (and see NO_PROXY), or leave --proxy out");
        }

        return new HandshakeValues
        {
            PageOrigin = origin,
            Subprotocols = [.. subprotocols.Select(s => s.Trim())],
            Headers = [.. headers],
            Cookie = cookies.Count == 0 ? null : string.Join("; ", cookies),
            Timeout = Values.Duration(parsed, options.Timeout, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(10), errors) ?? TimeSpan.FromSeconds(5),
            ExtraRoots = ReadRoots(parsed.GetValue(options.Ca) ?? [], surroundings, errors),
            Insecure = parsed.GetValue(options.Insecure),
            SystemProxy = proxy,
            UseProxy = useProxy,
        };
    }

    private static bool Is(HeaderField header, string name) => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static X509Certificate2Collection ReadRoots(string[] files, Surroundings surroundings, List<string> errors)
    {
        var roots = new X509Certificate2Collection();
        foreach (string file in files)
        {
            if (TrustedRoots.Add(file, roots) is { } wrong) errors.Add("--ca: " + wrong);
        }

        if (surroundings.Environment("SSL_CERT_FILE") is { Length: > 0 } named && TrustedRoots.Add(named, roots) is { } trouble) errors.Add("SSL_CERT_FILE: " + trouble);
        return roots;
    }
}
