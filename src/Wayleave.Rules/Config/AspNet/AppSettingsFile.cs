using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.AspNet;

/// <summary>An <c>appsettings.json</c> of ASP.NET Core. Its keys count in any case.</summary>
/// <param name="Source">The file.</param>
/// <param name="Root">What it has; null if nothing could be read.</param>
public sealed record AppSettingsFile(SourceText Source, DataNode? Root) : ConfigFile(Source, "appsettings")
{
    /// <summary>The environment that it is for, in lower case: <c>production</c>; null where it is for all.</summary>
    public string? Environment => Source.Name.Split('/')[^1].Split('.') is [_, var name, _] ? name.ToLowerInvariant() : null;

    /// <summary>Whether only developers and tests use it.</summary>
    public bool IsForDevelopers => Environment is "development" or "local" or "test" or "testing" or "debug" or "dev";

    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops => !IsForDevelopers && YarpRoute.Of(Root) is { IsEmpty: false } routes ? [new YarpHop(Source.All.Before, routes)] : [];

    /// <summary>A setting as production has it: an environment's file rules over the one for all. Null if no file sets it.</summary>
    /// <param name="files">The files.</param>
    /// <param name="keys">The keys, the outermost first.</param>
    public static DataNode? Find(IEnumerable<AppSettingsFile> files, params string[] keys) =>
        files.Where(file => !file.IsForDevelopers).OrderBy(file => file.Environment is not null).Select(file => file.Root.Any(keys)).LastOrDefault(node => node is not null);
}
