using Wayleave.Protocol.Text;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Payload;

/// <summary>The socket's own block of the proxy is made for large bodies, and the app's server takes smaller messages.</summary>
internal sealed class ServerMessageLimitBelowProxys : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("server-message-limit-below-proxys", CauseNames.MaxMessageSize, Severity.Warning)
    {
        Why = "uvicorn takes messages of 16 MiB unless told otherwise, and ends the socket with 1009 at a larger one before the app sees it. A proxy's limit on bodies does not count for an open socket: raising it changes nothing there.",
        Fix = "Raise --ws-max-size to what the page may send, in bytes, or send large things by HTTP.",
        Source = "https://www.uvicorn.org/settings/",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing.Passage is { End: PassageEnd.Forwarded, MaxBody: { Value: < long.MaxValue, Where: not null } }))
        {
            Setting<long> body = crossing.Passage.MaxBody!;
            // A limit for the whole site is one for its uploads; one in the socket's own block is meant for the socket.
            if (!deployment.Of<NginxFile>().SelectMany(file => file.Named("client_max_body_size")).Any(set => set.At == body.Where && set.Outwards().Any(level => level.Name == "location"))) continue;
            foreach (AppFacts app in deployment.AppsBehind(crossing).Where(app => app.MaxMessage is { } limit && limit.Value < body.Value))
                yield return Info.Found(app.MaxMessage!.Where ?? app.At, $"{app.Framework} ends {crossing.Socket.Path} with 1009 at a message over {Sizes.Text(app.MaxMessage.Value)}, while the block that leads there is made for {Sizes.Text(body.Value)}: a proxy's limit does not count for an open socket");
        }
    }
}
