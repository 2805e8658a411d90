using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Caddy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A word of Caddy 1 that Caddy 2 does not know: it refuses the file.</summary>
internal sealed class CaddyOldDirective : ILintRule
{
    private static readonly string[] s_inProxy = ["websocket", "transparent", "header_upstream", "header_downstream", "without", "insecure_skip_verify"];
    private static readonly string[] s_new = ["reverse_proxy", "handle", "handle_path", "route", "encode", "respond", "file_server", "php_fastcgi", "uri", "@"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("caddy-old-directive", CauseNames.ClientOptionTypo, Severity.Error)
    {
        Why = "Caddy 2 knows neither proxy nor websocket, and loads no file with a word that it does not know: it does not start, or goes on with the file before. It passes sockets on without any setting.",
        Fix = "Write reverse_proxy with the upstream alone; header_up for header_upstream.",
        Source = "https://caddyserver.com/docs/v2-upgrade",
        Kinds = ["caddy"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (CaddyFile file in deployment.Of<CaddyFile>())
        {
            bool isNew = file.Version is { } version ? version.Major >= 2 : file.All.Any(line => s_new.Any(word => word == line.Name || (word == "@" && line.Name.StartsWith('@'))));
            foreach (CaddyDirective line in file.All)
            {
                if (line.Name == "proxy" && line.Words.Length > 2 && file.Version is not { Major: < 2 })
                    yield return Info.Found(isNew ? Severity.Error : Severity.Warning, line.At, $"{(isNew ? "" : "this is Caddy 1's: ")}Caddy 2 does not know \"proxy\" and refuses the file; its reverse_proxy passes sockets on by itself");
                foreach (CaddyDirective inner in line.Name == "reverse_proxy" ? line.Block : [])
                {
                    if (s_inProxy.Contains(inner.Name)) yield return Info.Found(inner.At, $"reverse_proxy does not know \"{inner.Name}\", and Caddy refuses the file; {(inner.Name is "websocket" or "transparent" ? "it needs no such setting" : "Caddy 2 has another word for it")}") with { Fix = Mend(inner) };
                }
            }
        }
    }

    private static LintFix? Mend(CaddyDirective line) => line.Name switch
    {
        "websocket" or "transparent" => LintFix.Of("take the line out", Config.Sources.Edit.Remove(line.At)),
        "header_upstream" => LintFix.Of("use the new word", new Config.Sources.Edit(line.Words[0].At, "header_up")),
        "header_downstream" => LintFix.Of("use the new word", new Config.Sources.Edit(line.Words[0].At, "header_down")),
        _ => null,
    };
}
