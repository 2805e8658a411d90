using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Xml;

namespace Wayleave.Rules.Config.Iis;

/// <summary>IIS's files.</summary>
internal sealed class IisKind : IConfigKind
{
    private static readonly string[] s_names = ["web.config", "applicationHost.config", "web.Release.config", "web.Debug.config"];

    /// <inheritdoc/>
    public string Name => "iis";

    /// <inheritdoc/>
    public string Summary => "IIS web.config or applicationHost.config";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        bool content = source.Text.Contains("<system.webServer", StringComparison.OrdinalIgnoreCase);
        bool named = s_names.Any(name => source.Name.EndsWith(name, StringComparison.OrdinalIgnoreCase));
        bool isXml = source.Text.AsSpan().TrimStart('\uFEFF').TrimStart().StartsWith("<", StringComparison.Ordinal);
        return !isXml ? Fit.No : named && source.Text.Contains("<configuration", StringComparison.OrdinalIgnoreCase) ? Fit.Name : content ? Fit.Content : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        ImmutableArray<XmlElement> roots = XmlParser.Read(source, out ImmutableArray<ReadError> errors);
        return new IisFile(source, roots) { Errors = errors };
    }
}
