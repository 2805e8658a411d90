using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Traefik;

/// <summary>Reads what a compose file tells Traefik: the labels of its services, and the command line of Traefik's own.</summary>
internal static class TraefikLabels
{
    private const string Prefix = "traefik.";

    /// <summary>What it tells; null if nothing in it speaks of Traefik.</summary>
    /// <param name="source">The compose file.</param>
    /// <param name="services">Its services.</param>
    /// <param name="context">What reading may ask for.</param>
    public static TraefikConfig? Read(SourceText source, ImmutableArray<ComposeService> services, ReadContext context)
    {
        ComposeService? own = services.FirstOrDefault(service => service.Product == "traefik");
        if (own is null && !services.Any(service => service.Labels.Any(IsTraefiks))) return null;
        DataMap? settings = own is null ? null : CommandLine(own);
        var config = new TraefikConfig(own?.At ?? source.All)
        {
            Version = context.Versions.GetValueOrDefault("traefik") ?? own?.Version,
            Static = settings,
            EntryPoints = TraefikTrees.EntryPoints(settings),
        };
        return services.Aggregate(config, Add);
    }

    private static TraefikConfig Add(TraefikConfig config, ComposeService service)
    {
        ImmutableArray<DataEntry> labels = [.. service.Labels.Where(IsTraefiks)];
        if (labels.IsEmpty) return config;
        DataMap tree = DottedKeys.Tree(service.At, labels.Select(label => label with { Key = label.Key[Prefix.Length..] }));
        DataNode? http = tree.Any("http");
        TraefikService[] own = [.. TraefikTrees.Services(http, service.Name).Select(one => one with { Count = Replicas(service) })];
        // A router that names no service has the container's only one, or one that Traefik makes of its only port.
        string only = own.Length == 1 ? own[0].Name : service.Name;
        if (own.Length == 0) own = [new TraefikService(service.At, only) { Servers = [new TraefikServer(service.At, "http", service.Name, null)], Count = Replicas(service) }];
        return config with
        {
            Dynamic = [.. config.Dynamic, .. TraefikTrees.Routers(http, only)],
            Services = config.Services.SetItems(own.Select(one => KeyValuePair.Create(one.Name, one))),
            Middlewares = config.Middlewares.SetItems(TraefikTrees.Middlewares(http)),
            OldLabels = config.OldLabels.AddRange(labels.Where(IsOld)),
        };
    }

    private static bool IsTraefiks(DataEntry label) => label.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    private static bool IsOld(DataEntry label) =>
        label.Key.StartsWith("traefik.frontend.", StringComparison.OrdinalIgnoreCase) || label.Key.StartsWith("traefik.backend", StringComparison.OrdinalIgnoreCase) || string.Equals(label.Key, "traefik.port", StringComparison.OrdinalIgnoreCase);

    private static int Replicas(ComposeService service) =>
        int.TryParse((service.Node["deploy"]?["replicas"] ?? service.Node["scale"])?.Text, CultureInfo.InvariantCulture, out int count) ? count : 1;

    // `--entrypoints.web.address=:80`, in a list or in one text.
    private static DataMap CommandLine(ComposeService service)
    {
        IEnumerable<CommandWord> words = service.Node["command"] switch
        {
            DataList list => list.Values.OfType<DataScalar>().Select(word => new CommandWord(word.At, word.Value)),
            DataScalar text => ShellText.Commands(text.At, linesEnd: false).SelectMany(command => command),
            _ => [],
        };
        return DottedKeys.Tree(service.At, words.Where(word => word.Text.StartsWith("--", StringComparison.Ordinal)).Select(Setting));
    }

    private static DataEntry Setting(CommandWord word)
    {
        string[] parts = word.Text[2..].Split('=', 2);
        return new DataEntry(word.At, parts[0], new DataScalar(word.At, parts.Length > 1 ? parts[1] : "true"));
    }
}
