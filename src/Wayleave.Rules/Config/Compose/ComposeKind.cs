using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Compose;

/// <summary>Files of Docker Compose.</summary>
internal sealed class ComposeKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_names = new(@"(^|/)[\w.-]*compose[\w.-]*\.ya?ml(\.\w+)?$", Options | RegexOptions.IgnoreCase);
    private static readonly Regex s_services = new(@"^[""']?services[""']?:", Options | RegexOptions.Multiline);
    private static readonly Regex s_service = new(@"^\s+(image|build|container_name|depends_on|env_file):", Options | RegexOptions.Multiline);

    /// <inheritdoc/>
    public string Name => "compose";

    /// <inheritdoc/>
    public string Summary => "Docker Compose files: services, their commands, ports and Traefik labels";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        bool content = s_services.IsMatch(source.Text) && s_service.IsMatch(source.Text);
        if (s_names.IsMatch(source.Name)) return content ? Fit.Name : Fit.Maybe;
        return content ? source.Name.EndsWith("ml", StringComparison.OrdinalIgnoreCase) ? Fit.Name : Fit.Content : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => ComposeReader.Read(source, context);
}
