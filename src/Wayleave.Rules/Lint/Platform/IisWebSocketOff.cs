using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Iis;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Xml;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>An IIS has its WebSocket module off for a site that needs it.</summary>
internal sealed class IisWebSocketOff : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("iis-websocket-off", CauseNames.PlatformWebsocketsOff, Severity.Error)
    {
        Kinds = ["iis"],
        Why = "ASP.NET, ASP.NET Core behind IIS and Application Request Routing all carry sockets by IIS's own WebSocket module; without it a handshake is answered 503.12 or as a plain request. Only Node.js in iisnode speaks WebSocket itself and wants the module off.",
        Fix = "Set webSocket enabled to true, or take the element and the removal of WebSocketModule out.",
        Source = "https://learn.microsoft.com/iis/configuration/system.webserver/websocket",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<IisFile>()
        where !file.RunsNode
        from site in file.Sites
        from finding in Of(site)
        select finding;

    private IEnumerable<LintFinding> Of(XmlElement site)
    {
        if (site.Find("webSocket") is { } element && element.Attribute("enabled") is { } enabled && enabled.Value.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            yield return Info.Found(element.At, "IIS's WebSocket module is off here, so a handshake is answered 503.12 or as a plain request") with
            {
                Fix = LintFix.Of("Turn the module on.", new Edit(enabled.ValueAt, "true")),
            };
        }

        foreach (XmlElement removed in site.Find("modules")?.FindAll("remove") ?? [])
        {
            if ("WebSocketModule".Equals(removed.Value("name"), StringComparison.OrdinalIgnoreCase) && !site.Find("modules")!.FindAll("add").Any(added => "WebSocketModule".Equals(added.Value("name"), StringComparison.OrdinalIgnoreCase)))
                yield return Info.Found(removed.At, "without the WebSocket module IIS treats a handshake as a plain request") with { Fix = LintFix.Of("Keep the module.", Edit.Remove(removed.At)) };
        }
    }
}
