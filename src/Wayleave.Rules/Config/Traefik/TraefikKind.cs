using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Traefik;

/// <summary>Traefik's own files, static and dynamic, as YAML or TOML.</summary>
internal sealed class TraefikKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Multiline;

    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_names = new(@"(^|/)[\w.-]*traefik[\w.-]*\.(ya?ml|toml)(\.\w+)?$", Options | RegexOptions.IgnoreCase);
    private static readonly Regex s_dynamic = new(@"^\s*[""']?(routers|middlewares|serversTransports)[""']?:|^\s*\[\[?http\.(routers|services|middlewares)", Options | RegexOptions.IgnoreCase);
    private static readonly Regex s_root = new(@"^[""']?(http|entryPoints|tcp)[""']?:|^\s*\[http|^\s*\[entryPoints", Options | RegexOptions.IgnoreCase);
    private static readonly Regex s_static = new(@"^[""']?entryPoints[""']?:|^\s*\[entryPoints", Options | RegexOptions.IgnoreCase);
    private static readonly Regex s_other = new(@"^[""']?(services|apiVersion)[""']?:", Options);

    /// <inheritdoc/>
    public string Name => "traefik";

    /// <inheritdoc/>
    public string Summary => "Traefik's static and dynamic configuration, YAML or TOML";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        string text = source.Text;
        if (s_other.IsMatch(text)) return Fit.No;
        bool content = s_static.IsMatch(text) || (s_root.IsMatch(text) && s_dynamic.IsMatch(text));
        if (s_names.IsMatch(source.Name)) return content ? Fit.Name : Fit.Maybe;
        return content ? Fit.Content : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        DataText text = DataReader.Read(source);
        DataNode? root = text.Roots.FirstOrDefault();
        DataNode? http = root.Any("http");
        var config = new TraefikConfig(root?.At ?? source.All)
        {
            Version = context.Versions.GetValueOrDefault("traefik"),
            Static = root.Any("entryPoints") is null && root.Any("providers") is null ? null : root,
            EntryPoints = TraefikTrees.EntryPoints(root),
            Dynamic = [.. TraefikTrees.Routers(http, null)],
            Services = ImmutableDictionary.CreateRange(TraefikTrees.Services(http, null).Select(service => KeyValuePair.Create(service.Name, service)).DistinctBy(pair => pair.Key)),
            Middlewares = ImmutableDictionary.CreateRange(TraefikTrees.Middlewares(http).DistinctBy(pair => pair.Key)),
        };
        return new TraefikFile(source, config) { Errors = text.Errors };
    }
}
