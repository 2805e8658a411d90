using Wayleave.Server.Configuration;
using Wayleave.Server.Configuration.Reading;

namespace Wayleave.Server.Tests.Configuration;

/// <summary>Reads settings in a made-up world: a few variables, every file there.</summary>
internal static class Reading
{
    public const string Route = "routes: [{ path: /, proxy: 'http://127.0.0.1:8501' }]\n";

    public static ReadingWorld World(params (string Name, string Value)[] variables) => new()
    {
        Environment = name => variables.FirstOrDefault(v => v.Name == name).Value,
        FileExists = _ => true,
        Edges = new MadeUpEdges(),
    };

    public static SettingsReading Of(string text, SettingsOverrides? overrides = null, params (string Name, string Value)[] variables) =>
        SettingsReader.Read(text, "w.yaml", World(variables), overrides);

    /// <summary>The settings of a good file: these lines and a route.</summary>
    public static ServeSettings Good(string lines, params (string Name, string Value)[] variables) =>
        Whole(Route + lines, variables);

    /// <summary>The settings of a good file.</summary>
    public static ServeSettings Whole(string text, params (string Name, string Value)[] variables)
    {
        SettingsReading reading = Of(text, null, variables);
        reading.Errors.ShouldBeEmpty();
        return reading.Settings.ShouldNotBeNull();
    }

    /// <summary>What is wrong with these lines, before a good route.</summary>
    public static string[] Errors(string lines, params (string Name, string Value)[] variables) => WholeErrors(lines + "\n" + Route, variables);

    public static string[] WholeErrors(string text, params (string Name, string Value)[] variables)
    {
        SettingsReading reading = Of(text, null, variables);
        reading.Settings.ShouldBeNull();
        return [.. reading.Errors.Select(e => e.ToString())];
    }
}
