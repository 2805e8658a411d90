using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Azure;

/// <summary>The ingress of a container app. It passes sockets over HTTP/1.1; with the transport <c>http2</c> it speaks only that to the app.</summary>
/// <param name="template">The file's resources.</param>
/// <param name="app">The app.</param>
/// <seealso href="https://learn.microsoft.com/azure/container-apps/ingress-overview">Ingress</seealso>
internal sealed class ContainerAppHop(AzureTemplate template, AzureResource app) : Hop("azure-container-apps", HopPlace.Balancer, app.At)
{
    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake)
    {
        var ingress = (DataMap)template.Known(app.Properties.Find("configuration", "ingress"))!;
        DataEntry? transport = ingress.Find("transport");
        string? chosen = transport is null ? "auto" : template.Known(transport.Value)?.Text?.ToLowerInvariant();
        // Raw TCP has no listener for HTTP at all.
        if (chosen is "tcp" or null) yield break;
        yield return new Passage
        {
            At = transport?.At ?? app.At,
            End = PassageEnd.Forwarded,
            // By itself it chooses, for each request.
            Version = chosen switch { "http2" => new Setting<Version>(new Version(2, 0), transport!.At), "http" => new Setting<Version>(new Version(1, 1), transport!.At), _ => null },
            To = new Upstream(transport?.At ?? app.At) { Tls = false, Sticky = null },
        };
    }
}
