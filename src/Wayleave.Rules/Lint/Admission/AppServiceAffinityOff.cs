using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Azure;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Admission;

/// <summary>A web app of Azure keeps no client with one of its instances, and a socket's protocol needs that.</summary>
internal sealed class AppServiceAffinityOff : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("app-service-affinity-off", CauseNames.StickySessionMissing, Severity.Warning)
    {
        Why = "Socket.IO, SockJS, SignalR and their like open a session by requests of plain HTTP before the socket. With more than one instance the front end sends the next request to another one, which does not know it.",
        Fix = "Leave clientAffinityEnabled on, as it is from the start, or let clients use the websocket transport alone.",
        Source = "https://learn.microsoft.com/aspnet/core/signalr/publish-to-azure-web-app",
        Kinds = ["azure"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<AzureFile>()
        from app in WebApp.In(file.Template)
        let affinity = app.Site.Entry("clientAffinityEnabled")
        where affinity is not null && file.Template.Known(affinity.Value) is DataScalar { Truth: false }
        let instances = Instances(app)
        where instances is not <= 1
        from socket in deployment.Sockets.Where(socket => StickinessMissing.NeedsIt(socket.Path)).Take(1)
        let many = instances is { } number ? $"over {number} instances" : "over the instances, if there is more than one"
        select Info.Found(affinity.At, $"the requests of one client for {socket.Path} are spread {many}: a session that one of them opened is unknown to the others");

    private static int? Instances(WebApp app) => app.Template.Known(app.Plan?.Body.Find("sku", "capacity")) is DataScalar { Number: { } number } ? (int)Math.Clamp(number, 0, 1_000) : null;
}
