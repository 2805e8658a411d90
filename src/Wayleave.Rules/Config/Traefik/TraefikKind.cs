using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Traefik;

/// <summary>Traefik's own files, static and dynamic, as YAML or TOML.</summary>
internal sealed partial class TraefikKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"(^|/)[\w.-]*traefik[\w.-]*\.(ya?ml|toml)(\.\w+)?$", Options | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    [GeneratedRegex(@"^[ \t]*[""']?(routers|middlewares|serversTransports)[""']?:|^[ \t]*\[\[?http\.(routers|services|middlewares)", Options | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex DynamicPattern { get; }

    [GeneratedRegex(@"^[""']?(http|entryPoints|tcp)[""']?:|^[ \t]*\[http|^[ \t]*\[entryPoints", Options | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex RootPattern { get; }

    [GeneratedRegex(@"^[""']?entryPoints[""']?:|^[ \t]*\[entryPoints", Options | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex StaticPattern { get; }

    [GeneratedRegex(@"^[""']?(services|apiVersion)[""']?:", Options, PatternLimit.Milliseconds)]
    private static partial Regex OtherPattern { get; }

    /// <inheritdoc/>
    public string Name => "traefik";

    /// <inheritdoc/>
    public string Summary => "Traefik's static and dynamic configuration, YAML or TOML";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        string text = source.Text;
        if (OtherPattern.IsMatch(text)) return Fit.No;
        bool content = StaticPattern.IsMatch(text) || (RootPattern.IsMatch(text) && DynamicPattern.IsMatch(text));
        if (NamesPattern.IsMatch(source.Name)) return content ? Fit.Name : Fit.Maybe;
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
