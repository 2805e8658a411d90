using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Vite;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>Vite hands a socket's path on to a backend, but not its upgrade.</summary>
internal sealed class ViteProxyWithoutSockets : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("vite-proxy-without-sockets", CauseNames.UpgradeHeaderStripped, Severity.Error)
    {
        Why = "An entry of server.proxy passes plain requests. Upgrades go through only where it has ws: true, or a target that begins with ws:; else the handshake stays with Vite and is never answered.",
        Fix = "Write { target: \"http://localhost:8000\", ws: true } for that path.",
        Source = "https://vite.dev/config/server-options.html#server-proxy",
        Kinds = ["vite"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<ViteFile>()
        from server in file.Servers
        from entry in server["proxy"]?.Entries ?? []
        where IsSockets(deployment, entry.Key) && LacksSockets(entry.Value)
        select Info.Found(entry.KeyAt, $"Vite passes requests for {entry.Key} on, and no upgrade: a handshake there stays with Vite, which does not answer it") with
        {
            Fix = LintFix.Of("Pass upgrades on too", Mend(entry.Value)),
        };

    private static bool IsSockets(Deployment deployment, string key) =>
        SocketPathNames.Says(key.TrimStart('^').TrimEnd('$', '*', '.')) || deployment.Sockets.Any(socket => socket.From is SocketPathFrom.Told or SocketPathFrom.App && key.Length > 1 && socket.Path.StartsWith(key, StringComparison.Ordinal));

    // What is spread into the entry, or done with its proxy in code, may pass upgrades on.
    private static bool LacksSockets(DataNode value) => value switch
    {
        DataScalar { IsQuoted: true } target => !IsSocketTarget(target.Value),
        DataMap map when map.At.Text.Contains("...", StringComparison.Ordinal) || map.At.Text.Contains("upgrade", StringComparison.Ordinal) => false,
        DataMap map => map["ws"] is null or DataScalar { Truth: false } && (map["target"] is not DataScalar target || !IsSocketTarget(target.Value)),
        _ => false,
    };

    private static bool IsSocketTarget(string target) => target.StartsWith("ws:", StringComparison.Ordinal) || target.StartsWith("wss:", StringComparison.Ordinal);

    private static Edit Mend(DataNode value) => value switch
    {
        DataMap map when map["ws"] is { } off => new Edit(off.At, "true"),
        DataMap map => new Edit(map.At with { Start = map.At.Start + 1, End = map.At.Start + 1 }, " ws: true,"),
        _ => new Edit(value.At, $"{{ target: {value.At.Text}, ws: true }}"),
    };
}
