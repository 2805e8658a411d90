using System.Globalization;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Code;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Npm;
using Wayleave.Rules.Config.Vite;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Vite's pages dial the address at which Vite listens, while browsers come through a proxy.</summary>
internal sealed class ViteHmrAddressInner : ILintRule
{
    // From this version on the client dials the host and port of its page, unless it is told others.
    private const int AsksThePage = 3;

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("vite-hmr-address-inner", CauseNames.ClientUrlWrong, Severity.Error)
    {
        Why = "The page's script dials server.hmr.host and server.hmr.port, or before Vite 3 the server's own port. Behind a proxy at another port nothing answers there, and the page reloads for ever.",
        Fix = "Tell the page the proxy's port: server: { hmr: { clientPort: 443 } }; from Vite 3 on, leaving hmr out is enough.",
        Source = "https://github.com/vitejs/vite/issues/1925",
        Kinds = ["vite"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<ViteFile>()
        from server in file.Servers
        from finding in Judge(deployment, server)
        select finding;

    private IEnumerable<LintFinding> Judge(Deployment deployment, DataMap server)
    {
        DataNode? hmr = server["hmr"];
        if (hmr is CodeUnknown or DataScalar { Truth: false } || hmr?["clientPort"] is CodeUnknown || hmr?["port"] is CodeUnknown || server["middlewareMode"] is not null) yield break;
        int[] ports = [.. ViteFile.Front(deployment, server).Select(crossing => crossing.Passage.Listener?.Port).OfType<int>().Distinct()];
        if (hmr?["host"] is DataScalar { Value: "localhost" or "127.0.0.1" or "0.0.0.0" } host && deployment.Domain is { } domain && !domain.StartsWith("localhost", StringComparison.Ordinal) && ViteFile.IsAsked(deployment, server))
            yield return Info.Found(host.At, $"the page's script dials {host.Value}, and browsers open the page at {domain}: its socket is looked for on the visitor's own machine");
        if ((hmr?["clientPort"] ?? hmr?["port"]) is { } told)
        {
            if (ViteFile.Number(told) is { } dialled && ports.Length > 0 && !ports.Contains(dialled))
                yield return Info.Found(told.At, $"the page's script dials port {dialled}, and browsers come by {Text(ports)}: its socket finds nothing there");
            yield break;
        }

        int? major = deployment.Of<PackageFile>().Select(package => package.Major("vite")).FirstOrDefault(version => version is not null);
        if (ports.Length == 0 || major >= AsksThePage || server["port"] is not { } port || ViteFile.Number(port) is not { } own || ports.Contains(own)) yield break;
        yield return Info.Found(major is null ? Severity.Warning : Severity.Error, port.At, $"browsers come by {Text(ports)}, and no hmr.clientPort is set: {(major is null ? "before Vite 3 " : "")}the page's script dials Vite's own port {own}");
    }

    private static string Text(int[] ports) => "port " + string.Join(", ", ports.Select(port => port.ToString(CultureInfo.InvariantCulture)));
}
