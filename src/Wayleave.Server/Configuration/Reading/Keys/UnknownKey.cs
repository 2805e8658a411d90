using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>What to say about a key that does not stand in its section.</summary>
internal static class UnknownKey
{
    // So many can be read in one message; more are in the documentation.
    private const int FewKeys = 12;

    /// <summary>The trouble with a key, and the one that was probably meant.</summary>
    /// <param name="key">The key.</param>
    /// <param name="section">Where it stands.</param>
    public static string Trouble(string key, ISection section) => $"there is no such key here; {Hint(key, section)}";

    /// <summary>The key of this section that was probably meant; null: none comes near, or it stands elsewhere as it is.</summary>
    public static string? Meant(string key, ISection section) =>
        section.Keys.FirstOrDefault(k => k.AlsoCalled.Contains(key))?.Name ?? (Home(key) is null ? NearestName.To(key, section.Keys.Select(k => k.Name)) : null);

    private static string Hint(string key, ISection section)
    {
        if (Meant(key, section) is { } meant) return $"did you mean {meant}?";
        if (Home(key) is { } home) return $"{key} stands {home}";
        if (section.Keys.Count > FewKeys) return "docs/configuration.md lists the keys";
        return $"the keys are {string.Join(", ", section.Keys.Select(k => k.Name))}";
    }

    private static string? Home(string key)
    {
        string[] homes = [.. ServeKeys.AllSections.Where(section => section.Keys.Any(k => k.Name == key)).Select(Place)];
        return homes.Length == 0 ? null : string.Join(", or ", homes);
    }

    private static string Place(ISection section) => section.Name switch
    {
        "file" => "at the top of the file",
        "routes" => "in a route",
        _ => $"under {section.Name}",
    };
}
