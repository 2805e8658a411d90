using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Compose;

/// <summary>Files of Docker Compose.</summary>
internal sealed partial class ComposeKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"(^|/)[\w.-]*compose[\w.-]*\.ya?ml(\.\w+)?$", Options | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    [GeneratedRegex(@"^[""']?services[""']?:", Options | RegexOptions.Multiline, PatternLimit.Milliseconds)]
    private static partial Regex ServicesPattern { get; }

    [GeneratedRegex(@"^[ \t]+(image|build|container_name|depends_on|env_file):", Options | RegexOptions.Multiline, PatternLimit.Milliseconds)]
    private static partial Regex ServicePattern { get; }

    /// <inheritdoc/>
    public string Name => "compose";

    /// <inheritdoc/>
    public string Summary => "Docker Compose files: services, their commands, ports and Traefik labels";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        bool content = ServicesPattern.IsMatch(source.Text) && ServicePattern.IsMatch(source.Text);
        if (NamesPattern.IsMatch(source.Name)) return content ? Fit.Name : Fit.Maybe;
        return content ? source.Name.EndsWith("ml", StringComparison.OrdinalIgnoreCase) ? Fit.Name : Fit.Content : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => ComposeReader.Read(source, context);
}
