using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Apache;

/// <summary>The request headers that httpd sends to a target.</summary>
/// <param name="site">The site.</param>
/// <param name="handshake">The handshake.</param>
internal sealed class ApacheRequestHeaders(ApacheSite site, Handshake handshake)
{
    private readonly Dictionary<string, HeaderFate> _headers = [];

    /// <summary>What becomes of headers, by name in lower case.</summary>
    /// <param name="target">The target.</param>
    /// <param name="carries">Whether the upgrade goes on; null if that cannot be known.</param>
    public ImmutableDictionary<string, HeaderFate> Sent(ApacheTarget target, bool? carries)
    {
        foreach (ApacheDirective line in site.FindAll("RequestHeader", handshake.Path)) Change(line);
        // mod_proxy takes both out and puts its own in; what mod_headers set in them is lost, what it took away is gone.
        if (carries is null) (_headers["upgrade"], _headers["connection"]) = (HeaderFate.Unknown(), HeaderFate.Unknown());
        else if (carries == false) (_headers["upgrade"], _headers["connection"]) = (HeaderFate.Gone(), HeaderFate.Is("Keep-Alive"));
        else if (!Now("upgrade").Absent) (_headers["upgrade"], _headers["connection"]) = (handshake.Header("upgrade"), HeaderFate.Is("Upgrade"));
        Host(target);
        if (site.Find("ProxyAddHeaders", handshake.Path) is not { } add || !add.Argument.Equals("off", StringComparison.OrdinalIgnoreCase))
        {
            _headers["x-forwarded-host"] = Appended(Arriving, Asked);
            _headers["x-forwarded-for"] = HeaderFate.Unknown();
            _headers["x-forwarded-server"] = HeaderFate.Unknown();
        }

        return _headers.ToImmutableDictionary();
    }

    private HeaderFate Asked => ApacheForward.HostOf(site, handshake) is { } host ? HeaderFate.Is(host) : handshake.Header("host");

    // A browser sends none; another hop of the deployment, or a line here, may have.
    private HeaderFate Arriving => _headers.ContainsKey("x-forwarded-host") || handshake.Changed.ContainsKey("x-forwarded-host") ? Now("x-forwarded-host") : HeaderFate.Gone();

    private HeaderFate Now(string name) => _headers.GetValueOrDefault(name) ?? handshake.Header(name);

    private void Host(ApacheTarget target)
    {
        ApacheDirective? preserve = site.Find("ProxyPreserveHost", handshake.Path);
        if (preserve is not null && preserve.Argument.Equals("on", StringComparison.OrdinalIgnoreCase)) _headers["host"] = Asked;
        else if (target.IsBalancer || target.Authority.AsSpan().IndexOfAny("$%") >= 0) _headers["host"] = HeaderFate.Unknown(preserve?.At);
        else _headers["host"] = HeaderFate.Is(target.Authority, preserve?.At);
    }

    private void Change(ApacheDirective line)
    {
        if (line.Arguments.Length < 2) return;
        string name = line.Arguments[1].Text.TrimEnd(':').ToLowerInvariant();
        string? value = line.Arguments.Length > 2 ? Value(line.Arguments[2].Text) : null;
        bool conditional = line.Arguments.Skip(3).Any(word => word.Text.StartsWith("env=", StringComparison.Ordinal) || word.Text.StartsWith("expr=", StringComparison.Ordinal));
        HeaderFate set = value is null || conditional ? HeaderFate.Unknown(line.At) : HeaderFate.Is(value, line.At);
        _headers[name] = line.Argument.ToLowerInvariant() switch
        {
            "unset" => conditional ? HeaderFate.Unknown(line.At) : HeaderFate.Gone(line.At),
            "set" => set,
            "setifempty" => Now(name) switch { { Absent: true } => set, var present => present },
            "append" or "merge" or "add" when !conditional => Appended(Now(name), set),
            _ => HeaderFate.Unknown(line.At),
        };
    }

    // Both where there was one before: the app reads them as a single value. Where that cannot be known, only what is added here counts.
    private static HeaderFate Appended(HeaderFate before, HeaderFate added)
    {
        if (before.Absent) return added;
        int count = (before.Known || before.Where is not null ? before.Count : 0) + added.Count;
        Config.Sources.Span? where = added.Where ?? before.Where;
        return (before.Known && added.Known ? HeaderFate.Is(before.Value + ", " + added.Value, where) : HeaderFate.Unknown(where)) with { Count = count };
    }

    // Formats and expressions are known where they say the scheme.
    private string? Value(string text)
    {
        string scheme = site.Listener.Tls ? "https" : "http";
        string filled = text.Replace("expr=%{REQUEST_SCHEME}", scheme, StringComparison.OrdinalIgnoreCase).Replace("%{REQUEST_SCHEME}s", scheme, StringComparison.OrdinalIgnoreCase);
        return filled.Contains('%', StringComparison.Ordinal) || filled.Contains("${", StringComparison.Ordinal) || filled.StartsWith("expr=", StringComparison.OrdinalIgnoreCase) ? null : filled;
    }
}
