using Wayleave.Server.Configuration.Reading.Keys;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading;

/// <summary>Writes the effective settings.</summary>
public static class SettingsText
{
    /// <summary>
    /// The settings as YAML with every key. Reading it gives the same settings, except for secrets: <c>***</c> stands for these, which no
    /// reader takes. What the top of a file said for all routes stands in each route.
    /// </summary>
    /// <param name="settings">The settings.</param>
    public static string Write(ServeSettings settings) => YamlText.Block(ServeKeys.Top.Write(ServeDraft.Of(settings)));
}
