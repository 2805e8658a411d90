using System.Collections.Immutable;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Env;

/// <summary>The variables that a deployment's files set for its apps: <c>.env</c> files, services of compose files, command lines.</summary>
internal static class EnvironmentValues
{
    /// <summary>Each place that sets one of some variables; a line that several files bring comes once. Files for developers do not count.</summary>
    /// <param name="files">The files.</param>
    /// <param name="wanted">Which variables.</param>
    public static ImmutableArray<EnvLine> Of(IEnumerable<ConfigFile> files, Func<string, bool> wanted)
    {
        ConfigFile[] all = [.. files];
        IEnumerable<EnvLine> fromFiles = all.OfType<EnvFile>().Where(file => !file.IsForDevelopers).SelectMany(file => file.Lines);
        IEnumerable<KeyValuePair<string, Setting<string>>> given = all.OfType<ComposeFile>().SelectMany(file => file.Services).SelectMany(service => service.Environment)
            .Concat(all.SelectMany(file => file.Commands).SelectMany(command => command.Environment));
        IEnumerable<EnvLine> fromOthers = given.Where(one => one.Value.Where is not null).Select(one => new EnvLine(one.Value.Where!.Value, one.Key, one.Value.Value));
        return [.. fromFiles.Concat(fromOthers).Where(line => wanted(line.Name)).DistinctBy(line => (line.At.Source, line.At.Line, line.Name))];
    }
}
