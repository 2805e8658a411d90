using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Traefik;

namespace Wayleave.Rules.Config.Compose;

/// <summary>Reads a compose file to its services.</summary>
internal sealed class ComposeReader(SourceText source, ReadContext context)
{
    private readonly ComposeVariables _variables = new(source, context);

    /// <summary>Reads a file. Never throws.</summary>
    /// <param name="source">The file.</param>
    /// <param name="context">What reading may ask for.</param>
    public static ComposeFile Read(SourceText source, ReadContext context)
    {
        DataText text = DataReader.Read(source);
        DataNode? root = text.Roots.FirstOrDefault();
        var reader = new ComposeReader(source, context);
        ImmutableArray<ComposeService> services = [.. (root?["services"]?.Entries ?? []).Where(entry => entry.Value is DataMap).Select(entry => reader.Service(entry))];
        return new ComposeFile(source, root, services) { Errors = text.Errors, Traefik = TraefikLabels.Read(source, services, context) };
    }

    private ComposeService Service(DataEntry entry)
    {
        DataNode node = entry.Value;
        var image = node["image"] as DataScalar;
        // Without the variables a version may be a default's, but the program is what it says.
        ImageTag? tag = image is { IsNull: false, IsTemplate: false } ? ImageTag.Of(_variables.Value(image.Value) ?? image.Value) : null;
        ImmutableDictionary<string, Setting<string>> environment = Environment(node, out bool known);
        return new ComposeService(entry.KeyAt, entry.Key, node)
        {
            Image = image,
            Product = tag?.Product.ToLowerInvariant(),
            Version = tag is { IsAmbiguous: false } ? tag.Version : null,
            Ports = [.. (node["ports"]?.Items ?? []).SelectMany(port => ComposePorts.Of(port, _variables))],
            Exposed = [.. (node["expose"]?.Items ?? []).Select(port => _variables.Value(port)?.Split('/')[0]).Select(port => int.TryParse(port, CultureInfo.InvariantCulture, out int number) ? number : 0).Where(port => port > 0)],
            Environment = environment,
            KnowsEnvironment = known,
            Labels = [.. Labels(node["labels"]).Concat(Labels(node["deploy"]?["labels"]))],
            Commands = [.. Commands(node).Select(command => command.In(environment) with { Service = entry.Key })],
            Names = [.. NamesOf(entry).OfType<string>().Distinct()],
        };
    }

    // An entry point of its own takes the command as its arguments.
    private static IEnumerable<ServerCommand> Commands(DataNode node)
    {
        if (node["entrypoint"] is not DataList entry || node["command"] is not DataList command) return ServerCommands.Of(node["command"]).Concat(ServerCommands.Of(node["entrypoint"]));
        return ServerCommands.Of(new DataList(entry.At, entry.Values.AddRange(command.Values)));
    }

    private IEnumerable<string?> NamesOf(DataEntry entry)
    {
        yield return entry.Key;
        yield return _variables.Value(entry.Value["container_name"]);
        yield return _variables.Value(entry.Value["hostname"]);
        foreach (DataEntry network in entry.Value["networks"]?.Entries ?? [])
        {
            foreach (DataNode alias in network.Value["aliases"]?.Items ?? []) yield return _variables.Value(alias);
        }
    }

    private ImmutableDictionary<string, Setting<string>> Environment(DataNode node, out bool known)
    {
        var values = ImmutableDictionary<string, Setting<string>>.Empty;
        known = true;
        foreach (DataNode file in node["env_file"] switch { DataList list => list.Values, { } one => [one], null => [] })
        {
            string? path = _variables.Value(file is DataMap ? file["path"] : file);
            if (path is null || context.Files.Read(path, ComposeVariables.Folder(source)) is not { } lines) known = false;
            else foreach (EnvLine line in EnvLines.Of(lines)) values = values.SetItem(line.Name, new Setting<string>(line.Value, line.At));
        }

        foreach (DataEntry entry in Labels(node["environment"]))
        {
            if (entry.Value is DataScalar { IsNull: false } value && _variables.Value(value) is { } text) values = values.SetItem(entry.Key, new Setting<string>(text, entry.At));
            else known = false;
        }

        return values;
    }

    // Names and values, written as a mapping or as a list of `name=value`; a name alone takes its value from outside, and says nothing here.
    private static IEnumerable<DataEntry> Labels(DataNode? node)
    {
        foreach (DataEntry entry in node?.Entries ?? []) yield return entry;
        foreach (DataScalar item in (node?.Items ?? []).OfType<DataScalar>())
        {
            string[] parts = item.Value.Split('=', 2);
            int quote = item.At.Text is ['"' or '\'', ..] ? 1 : 0;
            int end = Math.Min(item.At.Start + quote + parts[0].Length, item.At.End);
            Span key = item.At with { Start = item.At.Start + quote, End = end };
            Span value = parts.Length < 2 ? key : item.At with { Start = Math.Min(end + 1, item.At.End), End = Math.Max(Math.Min(end + 1, item.At.End), item.At.End - quote) };
            yield return new DataEntry(key, parts[0], new DataScalar(value, parts.ElementAtOrDefault(1) ?? "") { IsQuoted = parts.Length > 1 });
        }
    }
}
