using Wayleave.Cli.Input;
using Wayleave.Server.Configuration.Reading;

namespace Wayleave.Cli.Serve;

/// <summary>Where the settings of <c>wayleave serve</c> come from: a file, the command line, the environment. It can be asked again at a reload.</summary>
/// <param name="file">The file; null: the command line alone.</param>
/// <param name="overrides">What the command line says; it wins over the file.</param>
/// <param name="world">The environment and what else may be asked.</param>
internal sealed class SettingsSource(string? file, SettingsOverrides overrides, ReadingWorld world)
{
    /// <summary>The file, to watch; null: there is none.</summary>
    public string? File => file;

    /// <summary>What the settings come from, for messages.</summary>
    public string Name => file ?? "the command line";

    /// <summary>Reads everything anew. It never throws: what is wrong stands in the answer.</summary>
    public SettingsReading Read()
    {
        if (file is null) return SettingsReader.Read("", Name, world, overrides);
        try
        {
            using var reader = new StreamReader(file);
            // One more than is allowed: so that a device or a huge file ends, and is told as too long.
            char[] text = new char[SettingsReader.MaxLength + 1];
            int length = reader.ReadBlock(text);
            return SettingsReader.Read(new string(text, 0, length), file, world, overrides);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return SettingsReading.Failed(file, FileTrouble.Text(file, e));
        }
    }
}
