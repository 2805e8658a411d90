using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Code;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Scripts;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A proxy of http-proxy-middleware hands a socket's path on, but not its upgrade.</summary>
internal sealed class ScriptProxyWithoutSockets : ILintRule
{
    private const string Maker = "createProxyMiddleware";

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("script-proxy-without-sockets", CauseNames.UpgradeHeaderStripped, Severity.Error)
    {
        Why = "http-proxy-middleware passes plain requests. It takes upgrades only with ws: true, or where the server's upgrade events are handed to it; else nobody answers the handshake.",
        Fix = "Set ws: true for that path, and hand upgrades on from the start: server.on(\"upgrade\", proxy.upgrade).",
        Source = "https://github.com/chimurai/http-proxy-middleware#websocket",
        Kinds = ["script"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<ScriptFile>()
        where file.Source.Text.Contains(Maker + "(", StringComparison.Ordinal) && !file.Source.Text.Contains("upgrade", StringComparison.Ordinal)
        from finding in Judge(file.Source)
        select finding;

    private IEnumerable<LintFinding> Judge(SourceText source)
    {
        ImmutableArray<CodeToken> tokens = [.. CodeLexer.Read(source, CodeLanguage.Script).Where(token => token.Kind is not (CodeTokenKind.Blank or CodeTokenKind.Comment or CodeTokenKind.LineEnd))];
        for (int i = 0; i + 1 < tokens.Length; i++)
        {
            if (!tokens[i].Is(Maker) || !tokens[i + 1].Is("(")) continue;
            ImmutableArray<DataNode> arguments = new CodeValues(tokens[(i + 2)..], CodeLanguage.Script, _ => null).Read();
            if (arguments is not [.., DataMap options] || options.At.Text.Contains("...", StringComparison.Ordinal) || options["ws"] is not (null or DataScalar { Truth: false })) continue;
            // `createProxyMiddleware("/ws", …)`, `pathFilter: "/ws"`, `app.use("/ws", createProxyMiddleware(…))`.
            string? path = arguments.Length > 1 ? arguments[0].Text : options["pathFilter"]?.Text ?? Mounted(tokens, i);
            if (path is null || !SocketPathNames.Says(path.TrimEnd('*'))) continue;
            yield return Info.Found(tokens[i].At, $"the proxy for {path} passes no upgrade on: nobody answers a handshake there") with
            {
                Fix = LintFix.Of("Pass upgrades on too", options["ws"] is { } off ? new Edit(off.At, "true") : new Edit(options.At with { Start = options.At.Start + 1, End = options.At.Start + 1 }, " ws: true,")),
            };
        }
    }

    private static string? Mounted(ImmutableArray<CodeToken> tokens, int at)
    {
        // `proxy.createProxyMiddleware`.
        while (at > 1 && tokens[at - 1].Is(".")) at -= 2;
        return at > 2 && tokens[at - 1].Is(",") && tokens[at - 2].Kind == CodeTokenKind.Text && tokens[at - 3].Is("(") ? CodeText.Value(tokens[at - 2], CodeLanguage.Script).Text : null;
    }
}
