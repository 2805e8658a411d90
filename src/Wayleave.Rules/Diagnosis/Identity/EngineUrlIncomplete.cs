using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>A Socket.IO server misses the transport or the version in the URL's query.</summary>
internal sealed class EngineUrlIncomplete : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("socket-io-url-without-transport", CauseNames.ClientUrlWrong)
    {
        Why = "Socket.IO's sockets open only with EIO and transport=websocket in the query; its client library adds them.",
        Source = "Engine.IO's error codes 0 and 5.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (!evidence.Public.Refused || evidence.Browser is not { } browser)
            yield break;
        string body = browser.Exchange.Body;
        if (!body.Contains("\"Transport unknown\"", StringComparison.Ordinal) && !body.Contains("Unsupported protocol version", StringComparison.OrdinalIgnoreCase))
            yield break;

        yield return Info.Found(
            Severity.Error,
            0.9,
            Chain.Client,
            $"The upgrade got {Words.Answer(browser)} with {body.Trim()}: a Socket.IO URL needs ?EIO=4&transport=websocket.",
            browser);
    }
}
