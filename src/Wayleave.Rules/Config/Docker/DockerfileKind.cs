using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Docker;

/// <summary>Dockerfiles.</summary>
internal sealed partial class DockerfileKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Multiline;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"(^|/)(dockerfile|containerfile)([.-][\w.-]+)?$|\.dockerfile$", Options, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    [GeneratedRegex(@"^[ \t]*FROM\s+(--\S+\s+)*[\w./:@${}-]+(\s+AS\s+\S+)?[ \t\r]*$", Options, PatternLimit.Milliseconds)]
    private static partial Regex FromPattern { get; }

    [GeneratedRegex(@"^[ \t]*(RUN|CMD|ENTRYPOINT|COPY|EXPOSE|WORKDIR)\s", Options, PatternLimit.Milliseconds)]
    private static partial Regex MorePattern { get; }

    /// <inheritdoc/>
    public string Name => "dockerfile";

    /// <inheritdoc/>
    public string Summary => "Dockerfiles: what their last stage starts";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => NamesPattern.IsMatch(source.Name) ? Fit.Name : FromPattern.IsMatch(source.Text) && MorePattern.IsMatch(source.Text) ? Fit.Content : Fit.No;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => DockerfileReader.Read(source);
}
