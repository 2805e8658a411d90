using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Python;

namespace Wayleave.Rules.Config.Django;

/// <summary>The settings that one settings file ends up with: its own, behind those of the files that it imports.</summary>
/// <param name="File">The outermost file.</param>
/// <param name="Assignments">All assignments, in the order in which they happen.</param>
/// <param name="IsWhole">Whether they are all seen: no import whose file was not given, and no code that sets names unseen.</param>
internal sealed record DjangoProject(DjangoFile File, ImmutableArray<PythonAssignment> Assignments, bool IsWhole)
{
    /// <summary>The projects in some files: one for each settings file that no other one imports.</summary>
    public static IEnumerable<DjangoProject> Of(IEnumerable<DjangoFile> files)
    {
        DjangoFile[] all = [.. files];
        return all.Where(file => !all.Any(other => other != file && other.Module.StarImports.Any(import => Stem(import) == file.Stem))).Select(file => Of(file, all, []));
    }

    /// <summary>The values that a setting may end up with; none if nothing sets it.</summary>
    public ImmutableArray<DataNode> Values(string name) => PythonModule.Values(Assignments, name);

    /// <summary>The assignment that sets a name last; null if none does.</summary>
    public PythonAssignment? Last(string name) => Assignments.LastOrDefault(one => one.Name == name);

    /// <summary>Whether a setting may be true: it is in one of the branches, or unless the environment says otherwise.</summary>
    public bool MayBeTrue(string name) => Values(name).Any(IsTrue);

    /// <summary>The apps that are certainly installed.</summary>
    public IEnumerable<string> InstalledApps =>
        Assignments.Where(one => !one.IsConditional && one.Name is "INSTALLED_APPS" or "THIRD_PARTY_APPS" or "DJANGO_APPS" or "LOCAL_APPS").SelectMany(one => one.Value.Items).Select(item => item.Text ?? "");

    /// <summary>The header that Django's <c>HTTP_X_FORWARDED_PROTO</c> stands for, in lower case; null if that is no name of a header's in Django.</summary>
    public static string? HeaderName(string name) =>
        name.StartsWith("HTTP_", StringComparison.Ordinal) && name.Length > 5 && name.All(c => c == '_' || char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) ? name[5..].Replace('_', '-').ToLowerInvariant() : null;

    private static bool IsTrue(DataNode value) => value switch
    {
        DataScalar { IsQuoted: false } plain => plain.Truth == true,
        PythonUnknown { Default: DataScalar { Truth: true } } => true,
        _ => false,
    };

    private static DjangoProject Of(DjangoFile file, DjangoFile[] all, ImmutableArray<DjangoFile> outer)
    {
        ImmutableArray<PythonAssignment>.Builder assignments = ImmutableArray.CreateBuilder<PythonAssignment>();
        bool whole = !file.Module.ChangesNamesUnseen;
        foreach (string import in file.Module.StarImports)
        {
            DjangoFile? inner = Array.Find(all, other => other != file && !outer.Contains(other) && other.Stem == Stem(import));
            whole &= inner is not null;
            if (inner is null) continue;
            DjangoProject project = Of(inner, all, outer.Add(file));
            assignments.AddRange(project.Assignments);
            whole &= project.IsWhole;
        }

        assignments.AddRange(file.Module.Assignments);
        return new DjangoProject(file, assignments.ToImmutable(), whole);
    }

    private static string Stem(string import) => import[(import.LastIndexOf('.') + 1)..];
}
