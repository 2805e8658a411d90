using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.AspNet;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>Kestrel speaks HTTP/2 alone at every endpoint.</summary>
internal sealed class KestrelHttp2Only : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("kestrel-http2-only", CauseNames.AlpnH2OnlyBackend, Severity.Warning)
    {
        Why = "Browsers and proxies open WebSockets by an upgrade of HTTP/1.1. An endpoint with Protocols \"Http2\", as gRPC's samples have it, refuses that; without TLS no browser can speak to it at all.",
        Fix = "Set \"Protocols\": \"Http1AndHttp2\", or give gRPC an endpoint of its own.",
        Source = "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/servers/kestrel/endpoints",
        Kinds = ["appsettings"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        AppSettingsFile[] files = [.. deployment.Of<AppSettingsFile>()];
        DataNode? byDefault = AppSettingsFile.Find(files, "Kestrel", "EndpointDefaults", "Protocols");
        ImmutableArray<DataEntry> endpoints = AppSettingsFile.Find(files, "Kestrel", "Endpoints")?.Entries ?? [];
        DataNode?[] protocols = [.. endpoints.Select(endpoint => endpoint.Value.Any("Protocols") ?? byDefault)];
        if (endpoints.IsEmpty) protocols = [byDefault];
        // Another endpoint may be the sockets'.
        if (!protocols.All(one => one?.Text is { } text && text.Equals("Http2", StringComparison.OrdinalIgnoreCase))) yield break;
        bool isPlain = endpoints.Any(endpoint => endpoint.Value.Any("Url")?.Text?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) == true) || deployment.Crossings.Any(crossing => crossing.Passage.Version is { Value.Major: 1 });
        foreach (DataNode one in protocols.OfType<DataNode>().Distinct())
        {
            yield return Info.Found(isPlain ? Severity.Error : Severity.Warning, one.At, $"Kestrel speaks HTTP/2 alone, {(isPlain ? "without TLS or behind a proxy that speaks HTTP/1.1" : "so a socket opens only for browsers that have extended CONNECT, and through no proxy")}: an upgrade of HTTP/1.1 is refused") with
            {
                Fix = LintFix.Of("Speak both", new Edit(one.At, "\"Http1AndHttp2\"")),
            };
        }
    }
}
