using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.PythonApps;

/// <summary>Python files that open sockets: searched for calls that are known, never run.</summary>
internal sealed partial class PythonAppKind : IConfigKind
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"\.as_asgi\(|OriginValidator\(|\.websocket\(|websocket_route\(|\bFastAPI\(|\bSocketIO\(|\bsocketio\.(Async)?Server\(", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex SignsPattern { get; }

    /// <inheritdoc/>
    public string Name => "python";

    /// <inheritdoc/>
    public string Summary => "Python apps: the sockets of Channels, FastAPI and Socket.IO, and who is let in";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => source.Name.EndsWith(".py", StringComparison.Ordinal) && SignsPattern.IsMatch(source.Text) ? Fit.Maybe : Fit.No;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => new PythonAppFile(source, [.. PythonAppReader.Read(source)]);
}
