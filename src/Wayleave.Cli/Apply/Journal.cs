using System.Text.Json;
using System.Text.Json.Serialization;
using Wayleave.Server.Tls;

namespace Wayleave.Cli.Apply;

/// <summary>What is on record of an installation: enough to put everything back, also after a crash in the midst of it.</summary>
internal sealed partial record Journal
{
    /// <summary>The record's format.</summary>
    public const string CurrentSchema = "wayleave/apply/1";

    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Whether it came to its end: everything was well and the new text was kept.</summary>
    public bool Kept { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Where the text is that was there before; null: there was no file.</summary>
    public string? Backup { get; init; }

    /// <summary>The SHA-256 of what was installed, to see whether somebody changed it since.</summary>
    public required string Installed { get; init; }

    public string? Test { get; init; }

    public string? Reload { get; init; }

    public string? Verify { get; init; }

    /// <summary>Reads a record; null if there is none.</summary>
    /// <param name="path">The record.</param>
    /// <exception cref="IOException">It cannot be read, or is none of ours.</exception>
    public static Journal? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), Json.Default.Journal) is { Schema: CurrentSchema } journal
                ? journal
                : throw new IOException($"{path} is not a record of wayleave apply");
        }
        catch (JsonException e)
        {
            throw new IOException($"{path} is not a record of wayleave apply: {e.Message}", e);
        }
    }

    /// <summary>Writes the record whole.</summary>
    /// <param name="path">The record.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string path) => WholeFile.Write(path, JsonSerializer.Serialize(this, Json.Default.Journal), isSecret: true, replace: true);

    [JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(Journal))]
    private sealed partial class Json : JsonSerializerContext;
}
