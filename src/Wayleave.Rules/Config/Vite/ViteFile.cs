using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Vite;

/// <summary>A <c>vite.config.*</c>: how Vite serves pages while they are developed.</summary>
/// <param name="Source">The file.</param>
/// <param name="Servers">What <c>server</c> is; several where the file returns one or another.</param>
public sealed record ViteFile(SourceText Source, ImmutableArray<DataMap> Servers) : ConfigFile(Source, "vite")
{
    // 3000 before Vite 3.
    private static readonly int[] s_defaultPorts = [5173, 3000];

    /// <summary>The ways by which proxies hand sockets on to a server of this file.</summary>
    /// <param name="deployment">All files.</param>
    /// <param name="server">The server.</param>
    public static IEnumerable<Crossing> Front(Deployment deployment, DataMap server) =>
        deployment.Crossings.Where(crossing => crossing.Passage is { End: PassageEnd.Forwarded, To.Port: { } port } && (server["port"] is null ? s_defaultPorts.Contains(port) : Number(server["port"]) == port));

    /// <summary>Whether browsers are known to ask for a server of this file: a proxy hands them on to it, or nothing else is spoken of. The public host of a deployment is else its app's.</summary>
    /// <param name="deployment">All files.</param>
    /// <param name="server">The server.</param>
    public static bool IsAsked(Deployment deployment, DataMap server) => Front(deployment, server).Any() || deployment.Files.All(file => file.Kind is "vite" or "package");

    /// <summary>A whole number; null if it is none that can be seen.</summary>
    public static int? Number(DataNode? node) => node is DataScalar scalar && int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
