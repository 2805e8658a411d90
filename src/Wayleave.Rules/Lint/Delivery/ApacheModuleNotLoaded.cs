using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Apache;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A line passes requests on to ws://, and no module that speaks it is among those that the file loads.</summary>
internal sealed class ApacheModuleNotLoaded : ILintRule
{
    private const string Module = "proxy_wstunnel_module";

    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_commented = new(@"^[ \t]*(?<mark>#[ \t]*)LoadModule[ \t]+proxy_wstunnel_module[ \t]", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("apache-module-not-loaded", CauseNames.ModuleNotLoaded, Severity.Error)
    {
        Why = "Before httpd 2.4.47 only mod_proxy_wstunnel speaks ws:// and wss://; from then on mod_proxy_http does too. Without either of them httpd answers 500, or a section for that module is left out.",
        Fix = "Load mod_proxy_wstunnel (a2enmod proxy_wstunnel), or from 2.4.47 on pass requests on to http:// with upgrade=websocket.",
        Source = "https://httpd.apache.org/docs/2.4/mod/mod_proxy_wstunnel.html",
        Kinds = ["apache"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) => deployment.Of<ApacheFile>().SelectMany(Check);

    private IEnumerable<LintFinding> Check(ApacheFile file)
    {
        if (file.Modules is not { } modules || modules.Contains(Module)) yield break;
        bool http = modules.Contains("proxy_http_module");
        if (http && file.Tunnels == true && !Guarded(file)) yield break;
        string what = http
            ? file.Tunnels == false ? "this version speaks ws:// only with mod_proxy_wstunnel, which the file does not load" : "before 2.4.47 ws:// needs mod_proxy_wstunnel, which the file does not load"
            : "ws:// needs mod_proxy_wstunnel or, from 2.4.47 on, mod_proxy_http, and the file loads neither";
        Severity severity = http && file.Tunnels is null && !Guarded(file) ? Severity.Warning : Severity.Error;
        foreach (ApacheDirective line in file.All.Where(directive => directive.Target() is { IsSocket: true }))
            yield return Info.Found(severity, line.At, $"{what}: every handshake fails here") with { Fix = Mend(file) };
    }

    // <IfModule mod_proxy_wstunnel.c> is left out with the module, whatever the version.
    private static bool Guarded(ApacheFile file) =>
        file.All.Any(section => section.Is("IfModule") && section.Argument is "mod_proxy_wstunnel.c" or Module && section.All().Any(inner => inner.Target() is { IsSocket: true }));

    private static LintFix? Mend(ApacheFile file)
    {
        if (s_commented.Match(file.Source.Text) is { Success: true } commented)
        {
            Group mark = commented.Groups["mark"];
            return LintFix.Of("load mod_proxy_wstunnel", new Edit(new Span(file.Source, mark.Index, mark.Index + mark.Length), ""));
        }

        ApacheDirective? proxy = file.All.LastOrDefault(directive => directive.Is("LoadModule") && directive.Argument == "proxy_module" && directive.At.Source == file.Source);
        if (proxy is not { Arguments: [_, { Text: var path }, ..] } || !path.EndsWith("mod_proxy.so", StringComparison.Ordinal)) return null;
        return LintFix.Of("load mod_proxy_wstunnel", Edit.NewLine(proxy.At, $"LoadModule {Module} {path.Replace("mod_proxy.so", "mod_proxy_wstunnel.so", StringComparison.Ordinal)}"));
    }
}
