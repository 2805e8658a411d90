using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Envoy;

/// <summary>Envoy's own configuration, as YAML or JSON: a bootstrap, listeners, a connection manager.</summary>
internal sealed class EnvoyKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_names = new(@"envoy[\w.-]*\.(ya?ml|json)(\.\w+)?$", Options | RegexOptions.IgnoreCase);
    private static readonly Regex s_signs = new(@"http_?connection_?manager|type\.googleapis\.com/envoy\.|[""'\s](static_resources|staticResources|virtual_hosts|virtualHosts|filter_chains|filterChains|load_assignment|loadAssignment)[""']?:", Options | RegexOptions.IgnoreCase);
    private static readonly Regex s_kubernetes = new(@"^[""']?apiVersion[""']?:", Options | RegexOptions.Multiline);

    /// <inheritdoc/>
    public string Name => "envoy";

    /// <inheritdoc/>
    public string Summary => "Envoy configuration, YAML or JSON: a bootstrap or a part of one";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        if (!s_signs.IsMatch(source.Text) || s_kubernetes.IsMatch(source.Text)) return Fit.No;
        return s_names.IsMatch(source.Name) ? Fit.Name : Fit.Content;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => EnvoyReader.Read(source);
}
