using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;

namespace Wayleave.Rules.Config.Rails;

/// <summary>What a Rails app is told in production, by all files together.</summary>
/// <param name="Settings">The settings, the strongest last.</param>
internal sealed record RailsProject(ImmutableArray<RailsSetting> Settings)
{
    /// <summary>The app of some files; null if none of them is one's for production.</summary>
    public static RailsProject? Of(IEnumerable<RailsFile> files)
    {
        RailsFile[] used = [.. files.Where(file => !file.IsForDevelopers)];
        return used.Any(file => file.Cable is null) ? new RailsProject([.. used.OrderBy(file => file.Order).SelectMany(file => file.Settings)]) : null;
    }

    /// <summary>What sets something last; null if nothing does for certain.</summary>
    public RailsSetting? Last(string name) => Settings.LastOrDefault(setting => setting.Name == name) is { IsConditional: false } last ? last : null;

    /// <summary>Whether something is certainly set to true.</summary>
    public bool Is(string name, bool truth) => Last(name)?.Value is DataScalar { IsQuoted: false } value && value.Truth == truth;

    /// <summary>Whether the app takes itself to be on TLS.</summary>
    public bool IsOnTls => Is("force_ssl", true) || Is("assume_ssl", true);

    /// <summary>All items that a list ends up with, and the last line that sets it; null where it may be another one, or nothing sets it.</summary>
    public (ImmutableArray<DataNode> Items, RailsSetting Last)? List(string name)
    {
        RailsSetting[] all = [.. Settings.Where(setting => setting.Name == name)];
        if (all.Length == 0 || all.Any(setting => setting.IsConditional)) return null;
        int from = Math.Max(0, Array.FindLastIndex(all, setting => !setting.Adds));
        return all[from].Value is DataScalar { IsNull: true } ? null : ([.. all[from..].SelectMany(setting => setting.Items)], all[^1]);
    }
}
