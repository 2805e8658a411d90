using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Streamlit;

/// <summary>Streamlit's own files.</summary>
/// <seealso href="https://docs.streamlit.io/develop/api-reference/configuration/config.toml">config.toml</seealso>
internal sealed partial class StreamlitKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"(^|/)\.streamlit/(?<name>[\w.-]+)\.toml$", Options, PatternLimit.Milliseconds)]
    private static partial Regex OwnPattern { get; }

    [GeneratedRegex(@"(config|secrets|streamlit)[\w.-]*\.toml$", Options | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    [GeneratedRegex(@"^[ \t]*((server|browser)\.)?(enableCORS|enableXsrfProtection|enableWebsocketCompression|websocketPingInterval|gatherUsageStats|baseUrlPath|fileWatcherType|maxUploadSize|maxMessageSize|serverAddress|serverPort|runOnSave|headless|enableStaticServing|showErrorDetails|toolbarMode|primaryColor)\s*=", Options | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex KeysPattern { get; }

    [GeneratedRegex(@"^[ \t]*\[auth(\.\w+)?\]|^[ \t]*redirect_uri\s*=", Options, PatternLimit.Milliseconds)]
    private static partial Regex LoginPattern { get; }

    /// <inheritdoc/>
    public string Name => "streamlit";

    /// <inheritdoc/>
    public string Summary => "Streamlit: .streamlit/config.toml and secrets.toml";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        if (OwnPattern.IsMatch(source.Name)) return Fit.Name;
        if (!NamesPattern.IsMatch(source.Name)) return Fit.No;
        if (KeysPattern.IsMatch(source.Text)) return Fit.Name;
        return IsSecrets(source) && LoginPattern.IsMatch(source.Text) ? Fit.Content : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        DataText read = TomlReader.Read(source);
        return new StreamlitFile(source, read.Roots.FirstOrDefault(), IsSecrets(source)) { Errors = read.Errors };
    }

    private static bool IsSecrets(SourceText source) => source.Name.Split('/')[^1].Contains("secrets", StringComparison.OrdinalIgnoreCase);
}
