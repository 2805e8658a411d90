using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Envoy;

/// <summary>Envoy's own configuration, as YAML or JSON: a bootstrap, listeners, a connection manager.</summary>
internal sealed partial class EnvoyKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"envoy[\w.-]*\.(ya?ml|json)(\.\w+)?$", Options | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    [GeneratedRegex(@"http_?connection_?manager|type\.googleapis\.com/envoy\.|[""'\s](static_resources|staticResources|virtual_hosts|virtualHosts|filter_chains|filterChains|load_assignment|loadAssignment)[""']?:", Options | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex SignsPattern { get; }

    [GeneratedRegex(@"^[""']?apiVersion[""']?:", Options | RegexOptions.Multiline, PatternLimit.Milliseconds)]
    private static partial Regex KubernetesPattern { get; }

    /// <inheritdoc/>
    public string Name => "envoy";

    /// <inheritdoc/>
    public string Summary => "Envoy configuration, YAML or JSON: a bootstrap or a part of one";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        if (!SignsPattern.IsMatch(source.Text) || KubernetesPattern.IsMatch(source.Text)) return Fit.No;
        return NamesPattern.IsMatch(source.Name) ? Fit.Name : Fit.Content;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => EnvoyReader.Read(source);
}
