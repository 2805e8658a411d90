using Wayleave.Conformance.Chains.Proxies;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve.Apps.Kinds;

/// <summary>Starts nginx with some servers.</summary>
internal static class NginxProgram
{
    /// <summary>Starts it; it may not listen yet.</summary>
    /// <param name="stand">Where it is kept.</param>
    /// <param name="name">A name for it in messages.</param>
    /// <param name="servers">Its <c>server</c> blocks.</param>
    public static RunningProgram Start(Stand stand, string name, string servers)
    {
        var folder = stand.Folder(name);
        return stand.Start(name, InstalledPrograms.Find("nginx")!, new Nginx().Prepare(folder, name, [servers]), folder);
    }
}
