using System.Collections.Immutable;
using System.Net;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Keys;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading;

/// <summary>
/// Reads the settings of <c>wayleave serve</c>. In order: the YAML becomes nodes with positions; options take the place of keys;
/// the table of keys (<see cref="ServeKeys"/>) reads the nodes, a mistake at a time; what concerns several keys is checked last.
/// </summary>
public static class SettingsReader
{
    /// <summary>The longest text that is read, in characters: 1 Mi.</summary>
    public const int MaxLength = NodeReader.MaxLength;

    /// <summary>Reads settings; never throws for what the text holds.</summary>
    /// <param name="text">YAML; may be empty where the options say enough.</param>
    /// <param name="file">The file's name for messages; file names in it count from its folder.</param>
    /// <param name="world">What may be asked besides.</param>
    /// <param name="overrides">What the command line says; null: nothing.</param>
    public static SettingsReading Read(string text, string file, ReadingWorld world, SettingsOverrides? overrides = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(world);
        var state = new ReadState(file, world);
        if (NodeReader.Read(text, file, state.Errors, out ConfigNode? root) && AsMap(root, state) is { } keys)
        {
            ServeDraft draft = ServeDraft.Initial;
            MapNode map = (overrides ?? new SettingsOverrides()).Over(keys);
            if (map.Find("listen") is null) draft = draft with { Settings = draft.Settings with { Listen = [DefaultListen(state)] } };
            ServeKeys.Top.TryRead(map, new ReadScope(state, ""), draft, out draft);
            ServeSettings settings = SettingsChecks.Finish(draft, state);
            if (state.Errors.Count == 0) return new SettingsReading(settings, []);
        }

        return new SettingsReading(null, [.. state.Errors.OrderBy(e => e.Line).ThenBy(e => e.Column)]);
    }

    private static MapNode? AsMap(ConfigNode? root, ReadState state)
    {
        if (root is null or MapNode) return (MapNode?)root ?? new MapNode(new Position(state.File, 1, 1), []);
        state.Wrong(root.At, "", $"the file holds {root.Kind}, not keys with their values; {SettingsChecks.Shortest}");
        return null;
    }

    // Platforms say by $PORT where they will knock.
    private static ListenSettings DefaultListen(ReadState state)
    {
        if (state.World.Environment("PORT") is not { Length: > 0 } port) return ListenSettings.Default;
        if (Ports.Wrong(port) is { } wrong)
        {
            state.Errors.Add(new SettingsError("$PORT", 0, 0, wrong));
            return ListenSettings.Default;
        }

        return new ListenSettings(false, new IPEndPoint(IPAddress.Any, int.Parse(port)));
    }
}
