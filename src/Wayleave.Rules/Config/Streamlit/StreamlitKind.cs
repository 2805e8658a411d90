using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Streamlit;

/// <summary>Streamlit's own files.</summary>
/// <seealso href="https://docs.streamlit.io/develop/api-reference/configuration/config.toml">config.toml</seealso>
internal sealed class StreamlitKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Multiline;

    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_own = new(@"(^|/)\.streamlit/(?<name>[\w.-]+)\.toml$", Options);
    private static readonly Regex s_names = new(@"(config|secrets|streamlit)[\w.-]*\.toml$", Options | RegexOptions.IgnoreCase);
    private static readonly Regex s_keys = new(
        @"^\s*((server|browser)\.)?(enableCORS|enableXsrfProtection|enableWebsocketCompression|websocketPingInterval|gatherUsageStats|baseUrlPath|fileWatcherType|maxUploadSize|maxMessageSize|serverAddress|serverPort|runOnSave|headless|enableStaticServing|showErrorDetails|toolbarMode|primaryColor)\s*=",
        Options | RegexOptions.IgnoreCase);

    private static readonly Regex s_login = new(@"^\s*\[auth(\.\w+)?\]|^\s*redirect_uri\s*=", Options);

    /// <inheritdoc/>
    public string Name => "streamlit";

    /// <inheritdoc/>
    public string Summary => "Streamlit: .streamlit/config.toml and secrets.toml";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        if (s_own.IsMatch(source.Name)) return Fit.Name;
        if (!s_names.IsMatch(source.Name)) return Fit.No;
        if (s_keys.IsMatch(source.Text)) return Fit.Name;
        return IsSecrets(source) && s_login.IsMatch(source.Text) ? Fit.Content : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        DataText read = TomlReader.Read(source);
        return new StreamlitFile(source, read.Roots.FirstOrDefault(), IsSecrets(source)) { Errors = read.Errors };
    }

    private static bool IsSecrets(SourceText source) => source.Name.Split('/')[^1].Contains("secrets", StringComparison.OrdinalIgnoreCase);
}
