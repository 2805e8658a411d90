using System.Collections.Immutable;

namespace Wayleave.Server.Configuration.Reading;

/// <summary>What came of reading settings.</summary>
/// <param name="Settings">The settings; null if anything is wrong.</param>
/// <param name="Errors">All that is wrong, in the order of the file.</param>
public sealed record SettingsReading(ServeSettings? Settings, ImmutableArray<SettingsError> Errors)
{
    /// <summary>A reading that failed before a line was read.</summary>
    /// <param name="file">The file.</param>
    /// <param name="message">What is wrong.</param>
    public static SettingsReading Failed(string file, string message) => new(null, [new SettingsError(file, 0, 0, message)]);
}
