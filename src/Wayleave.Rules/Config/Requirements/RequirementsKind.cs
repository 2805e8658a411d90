using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Requirements;

/// <summary>Requirements files of pip: which server a project has, and what that one lacks.</summary>
/// <seealso href="https://pip.pypa.io/en/stable/reference/requirements-file-format/">The format</seealso>
internal sealed partial class RequirementsKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"(^|/)([\w.-]*requirements[\w.-]*|requirements/[\w.-]+)\.(txt|in)$", Options | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    [GeneratedRegex(@"^[ \t]*(?<package>(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)[ \t]*(\[(?<extras>[^\]\r\n]*)\])?)", Options, PatternLimit.Milliseconds)]
    private static partial Regex PackagePattern { get; }

    [GeneratedRegex(@"^[ \t]*(-r|--requirement)\b", Options, PatternLimit.Milliseconds)]
    private static partial Regex OtherPattern { get; }

    /// <inheritdoc/>
    public string Name => "requirements";

    /// <inheritdoc/>
    public string Summary => "requirements.txt, pyproject.toml, Pipfile: whether the server can speak WebSocket";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => NamesPattern.IsMatch(source.Name) || IsToml(source) ? Fit.Name : Fit.No;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) =>
        IsToml(source) ? ProjectReader.Read(source) : new RequirementsFile(source, [.. PackagePattern.Matches(source.Text).Select(match => Package(source, match, 0))], !OtherPattern.IsMatch(source.Text));

    /// <summary>The package that a text of pip's asks for, such as <c>uvicorn[standard]>=0.30</c>; null if it is none.</summary>
    /// <param name="at">Where the text stands.</param>
    public static Requirement? Package(Span at) => PackagePattern.Match(at.Text) is { Success: true } match ? Package(at.Source, match, at.Start) : null;

    /// <summary>A package's name as it is compared: in lower case, with dashes.</summary>
    public static string Normal(string name) => name.ToLowerInvariant().Replace('_', '-').Replace('.', '-');

    private static bool IsToml(SourceText source) => source.Name.Split('/')[^1] is "pyproject.toml" or "Pipfile";

    private static Requirement Package(SourceText source, Match match, int start)
    {
        Group package = match.Groups["package"];
        string name = Normal(match.Groups["name"].Value);
        string[] extras = match.Groups["extras"].Value.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new Requirement(new Span(source, start + package.Index, start + package.Index + package.Value.TrimEnd().Length), name, [.. extras]);
    }
}
