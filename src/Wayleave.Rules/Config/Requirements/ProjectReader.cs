using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Requirements;

/// <summary>Reads the packages that a <c>pyproject.toml</c> or a <c>Pipfile</c> asks for, in every form that is in use.</summary>
/// <seealso href="https://packaging.python.org/en/latest/specifications/pyproject-toml/">pyproject.toml</seealso>
internal static class ProjectReader
{
    /// <summary>Reads a file. Never throws.</summary>
    public static RequirementsFile Read(SourceText source)
    {
        DataText read = TomlReader.Read(source);
        if (read.Roots is not [var root, ..]) return new RequirementsFile(source, [], IsWhole: false) { Errors = read.Errors };
        DataNode? poetry = root.Find("tool", "poetry"), project = root["project"];
        ImmutableArray<Requirement> packages =
        [
            .. Texts(project?["dependencies"]),
            .. (project?["optional-dependencies"]?.Entries ?? []).Concat(root["dependency-groups"]?.Entries ?? []).SelectMany(group => Texts(group.Value)),
            .. Keys(poetry?["dependencies"]), .. Keys(poetry?["dev-dependencies"]),
            .. (poetry?["group"]?.Entries ?? []).SelectMany(group => Keys(group.Value["dependencies"])),
            .. Keys(root["packages"]), .. Keys(root["dev-packages"]),
        ];
        bool isDynamic = project?["dynamic"]?.Items.Any(item => item.Text == "dependencies") == true;
        return new RequirementsFile(source, packages, IsWhole: !isDynamic) { Errors = read.Errors };
    }

    // `"uvicorn[standard]>=0.30"`: the text within its quotes.
    private static IEnumerable<Requirement> Texts(DataNode? list)
    {
        foreach (DataNode item in list?.Items ?? [])
        {
            if (item is not DataScalar { IsQuoted: true } text || text.At.End - text.At.Start != text.Value.Length + 2) continue;
            if (RequirementsKind.Package(text.At with { Start = text.At.Start + 1, End = text.At.End - 1 }) is { } package) yield return package;
        }
    }

    // `uvicorn = { extras = ["standard"], version = "^0.30" }`.
    private static IEnumerable<Requirement> Keys(DataNode? table) =>
        (table?.Entries ?? []).Select(entry => new Requirement(entry.KeyAt, RequirementsKind.Normal(entry.Key), [.. (entry.Value["extras"]?.Items ?? []).Select(extra => (extra.Text ?? "").ToLowerInvariant())]) { TakesExtras = false });
}
