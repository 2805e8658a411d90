using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Requirements;

/// <summary>Requirements files of pip: which server a project has, and what that one lacks.</summary>
/// <seealso href="https://pip.pypa.io/en/stable/reference/requirements-file-format/">The format</seealso>
internal sealed class RequirementsKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Multiline;

    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_names = new(@"(^|/)([\w.-]*requirements[\w.-]*|requirements/[\w.-]+)\.(txt|in)$", Options | RegexOptions.IgnoreCase);
    private static readonly Regex s_package = new(@"^[ \t]*(?<package>(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)[ \t]*(\[(?<extras>[^\]\r\n]*)\])?)", Options);
    private static readonly Regex s_other = new(@"^[ \t]*(-r|--requirement)\b", Options);

    /// <inheritdoc/>
    public string Name => "requirements";

    /// <inheritdoc/>
    public string Summary => "requirements.txt: whether the server can speak WebSocket";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => s_names.IsMatch(source.Name) ? Fit.Name : Fit.No;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => new RequirementsFile(source, [.. s_package.Matches(source.Text).Select(match => Package(source, match))], !s_other.IsMatch(source.Text));

    private static Requirement Package(SourceText source, Match match)
    {
        Group package = match.Groups["package"];
        string name = match.Groups["name"].Value.ToLowerInvariant().Replace('_', '-').Replace('.', '-');
        string[] extras = match.Groups["extras"].Value.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new Requirement(new Span(source, package.Index, package.Index + package.Value.TrimEnd().Length), name, [.. extras]);
    }
}
