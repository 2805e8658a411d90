namespace Wayleave.TestKit.Lint;

/// <summary>A deployment's files and what lint must say of them: one file of <c>tests/LintCases</c>. Its <c>README.md</c> has the format.</summary>
public sealed record LintCase
{
    private const string FileMark = "=== ";

    /// <summary>Its path below <c>tests/LintCases</c>, without the ending.</summary>
    public required string Name { get; init; }

    /// <summary>The arguments of <c>lint</c>, without the files.</summary>
    public required string[] Arguments { get; init; }

    /// <summary>The findings, all of them: <c>RULE SEVERITY FILE:LINE</c>.</summary>
    public required string[] Expected { get; init; }

    /// <summary>The rules that must be silent here although one might expect them to speak.</summary>
    public required string[] SilentRules { get; init; }

    /// <summary>What a handshake through the real program gives: <c>PATH OUTCOME</c>.</summary>
    public required string[] Wire { get; init; }

    /// <summary>The files, in the order in which they are named to lint.</summary>
    public required (string Name, string Text)[] Files { get; init; }

    /// <summary>Files that only includes find.</summary>
    public required (string Name, string Text)[] Around { get; init; }

    /// <summary>Every case below a folder.</summary>
    /// <param name="folder">A folder below <c>tests/LintCases</c>; empty: all of them.</param>
    public static IEnumerable<LintCase> All(string folder = "")
    {
        string root = Path.Combine(AppContext.BaseDirectory, "LintCases");
        return Directory.EnumerateFiles(Path.Combine(root, folder), "*.case", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => Parse(Path.ChangeExtension(Path.GetRelativePath(root, path), null).Replace('\\', '/'), File.ReadAllText(path)));
    }

    /// <summary>Reads a case.</summary>
    public static LintCase Parse(string name, string text)
    {
        string[] parts = ("\n" + text.ReplaceLineEndings("\n")).Split("\n" + FileMark);
        string[] head = [.. parts[0].Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
        (string Name, string Text)[] files = [.. parts.Skip(1).Select(part => (part.Split('\n', 2)[0].Trim(), part.Split('\n', 2)[1].TrimEnd('\n') + "\n"))];
        return new LintCase
        {
            Name = name,
            Arguments = [.. Values(head, "lint").SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))],
            Expected = [.. Values(head, "expect")],
            SilentRules = [.. Values(head, "silent").SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))],
            Wire = [.. Values(head, "wire")],
            Files = [.. files.Where(file => !file.Name.StartsWith('+'))],
            Around = [.. files.Where(file => file.Name.StartsWith('+')).Select(file => (file.Name[1..].Trim(), file.Text))],
        };
    }

    private static IEnumerable<string> Values(string[] head, string key) =>
        head.Where(line => line.StartsWith(key + ":", StringComparison.Ordinal)).Select(line => line[(key.Length + 1)..].Trim());
}
