using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Phoenix;

/// <summary>The settings and the endpoint of a Phoenix app: read as text, never run.</summary>
/// <seealso href="https://hexdocs.pm/phoenix/Phoenix.Endpoint.html">Phoenix.Endpoint</seealso>
internal sealed class PhoenixKind : IConfigKind
{
    // The text is a stranger's: a pattern that never goes back cannot be made slow.
    private static readonly Regex s_own = new(@"\bPhoenix\.Endpoint\b|\.Endpoint\s*,|^\s*socket[( ]+""/|\bcheck_origin:", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Multiline);

    /// <inheritdoc/>
    public string Name => "phoenix";

    /// <inheritdoc/>
    public string Summary => "Phoenix: config/prod.exs, runtime.exs, endpoint.ex";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        bool isScript = source.Name.EndsWith(".exs", StringComparison.Ordinal);
        if (!isScript && !source.Name.EndsWith(".ex", StringComparison.Ordinal)) return Fit.No;
        return s_own.IsMatch(source.Text) ? Fit.Content : Fit.Maybe;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => new PhoenixFile(source, PhoenixReader.Read(source));
}
