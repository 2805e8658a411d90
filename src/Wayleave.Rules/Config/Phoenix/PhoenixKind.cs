using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Phoenix;

/// <summary>The settings and the endpoint of a Phoenix app: read as text, never run.</summary>
/// <seealso href="https://hexdocs.pm/phoenix/Phoenix.Endpoint.html">Phoenix.Endpoint</seealso>
internal sealed partial class PhoenixKind : IConfigKind
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"\bPhoenix\.Endpoint\b|\.Endpoint\s*,|^[ \t]*socket[( ]+""/|\bcheck_origin:", RegexOptions.CultureInvariant | RegexOptions.Multiline, PatternLimit.Milliseconds)]
    private static partial Regex OwnPattern { get; }

    /// <inheritdoc/>
    public string Name => "phoenix";

    /// <inheritdoc/>
    public string Summary => "Phoenix: config/prod.exs, runtime.exs, endpoint.ex";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        bool isScript = source.Name.EndsWith(".exs", StringComparison.Ordinal);
        if (!isScript && !source.Name.EndsWith(".ex", StringComparison.Ordinal)) return Fit.No;
        return OwnPattern.IsMatch(source.Text) ? Fit.Content : Fit.Maybe;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => new PhoenixFile(source, PhoenixReader.Read(source));
}
