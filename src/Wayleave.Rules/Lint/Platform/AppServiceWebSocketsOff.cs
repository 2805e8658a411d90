using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Azure;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Iis;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>A web app of Azure has its switch for sockets off, or does not turn it on where it is off from the start.</summary>
internal sealed class AppServiceWebSocketsOff : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("app-service-websockets-off", CauseNames.PlatformWebsocketsOff, Severity.Error)
    {
        Why = "App Service on Windows answers a handshake with 503 (503.12) until webSocketsEnabled is true; it is false from the start. Apps on Linux need no switch.",
        Fix = "Set siteConfig.webSocketsEnabled to true.",
        Source = "https://github.com/rauchg/slackin/issues/197",
        Kinds = ["azure"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<AzureFile>()
        from app in WebApp.In(file.Template)
        from finding in app.Switch is { } set ? Set(deployment, app, set) : Unset(deployment, app)
        select finding;

    private IEnumerable<LintFinding> Set(Deployment deployment, WebApp app, DataEntry set)
    {
        bool sure = app.Template.Known(set.Value) is DataScalar { Truth: false };
        if (!sure && app.Template.Usual(set.Value) is not DataScalar { Truth: false }) yield break;
        bool linux = app.IsLinux == true, opens = deployment.KnowsSockets;
        // Templates that were exported have every switch: there it is no decision, and on Linux it decides nothing.
        if (linux && !opens) yield break;
        string outcome = linux ? "sockets are switched off for this app: Linux serves them all the same today, and nothing promises that" : "sockets are switched off for this app, so each handshake is answered with 503";
        string condition = !sure ? ", unless the deployment's parameters say otherwise" : opens ? "" : ": it must not open any";
        yield return Info.Found(sure && opens && !linux ? Severity.Error : Severity.Warning, set.At, outcome + condition) with
        {
            Fix = set.Value is DataScalar ? LintFix.Of("Turn sockets on.", new Edit(set.Value.At, "true")) : null,
        };
    }

    private IEnumerable<LintFinding> Unset(Deployment deployment, WebApp app)
    {
        // A web.config is IIS's.
        bool? linux = app.IsLinux ?? (deployment.Of<IisFile>().Any() ? false : null);
        bool opens = deployment.KnowsSockets;
        // Nearly every app on Linux names its image: where one that has settings does not, it may well be Windows.
        if (linux == true || !app.IsWhole || (linux is null && !(opens && app.SiteConfig is not null))) yield break;
        string condition = linux is null ? ", if this app runs there" : opens ? "" : ", if the app opens sockets";
        yield return Info.Found(linux == false && opens ? Severity.Error : Severity.Warning, app.At, $"nothing sets webSocketsEnabled, which is off from the start on Windows: each handshake is answered with 503{condition}") with
        {
            Fix = TurnOn(app),
        };
    }

    private static LintFix? TurnOn(WebApp app)
    {
        if (app.SiteConfig is not { Pairs: [var first, ..] } settings || settings.At.Source != app.At.Source || first.KeyAt.Line == settings.At.Line) return null;
        string line = first.KeyAt.Text.StartsWith('"') ? "\"webSocketsEnabled\": true," : "webSocketsEnabled: true";
        return LintFix.Of("Turn sockets on.", new Edit(first.KeyAt.Before, line + Edit.LineEnd(settings.At.Source) + first.KeyAt.Indent));
    }
}
