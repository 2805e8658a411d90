namespace Wayleave.Server.Configuration.Reading.Yaml;

/// <summary>Where something stands.</summary>
/// <param name="Source">The file, or the option that gave it.</param>
/// <param name="Line">The line, from 1; 0 for an option.</param>
/// <param name="Column">The column, from 1; 0 for an option.</param>
internal readonly record struct Position(string Source, int Line, int Column);
