using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Docker;

/// <summary>Dockerfiles.</summary>
internal sealed class DockerfileKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.Multiline;

    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_names = new(@"(^|/)(dockerfile|containerfile)([.-][\w.-]+)?$|\.dockerfile$", Options);
    private static readonly Regex s_from = new(@"^\s*FROM\s+(--\S+\s+)*[\w./:@${}-]+(\s+AS\s+\S+)?\s*$", Options);
    private static readonly Regex s_more = new(@"^\s*(RUN|CMD|ENTRYPOINT|COPY|EXPOSE|WORKDIR)\s", Options);

    /// <inheritdoc/>
    public string Name => "dockerfile";

    /// <inheritdoc/>
    public string Summary => "Dockerfiles: what their last stage starts";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => s_names.IsMatch(source.Name) ? Fit.Name : s_from.IsMatch(source.Text) && s_more.IsMatch(source.Text) ? Fit.Content : Fit.No;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => DockerfileReader.Read(source);
}
