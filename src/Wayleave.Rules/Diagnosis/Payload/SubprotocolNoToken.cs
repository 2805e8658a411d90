using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;

namespace Wayleave.Rules.Diagnosis.Payload;

/// <summary>An offered subprotocol is not a token: a browser throws before it sends anything.</summary>
internal sealed class SubprotocolNoToken : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("subprotocol-that-is-no-token", CauseNames.SubprotocolMalformed)
    {
        Why = "Subprotocols are tokens and each may be offered once; new WebSocket(url, protocols) throws a SyntaxError for anything else.",
        Source = "https://www.rfc-editor.org/rfc/rfc6455#section-4.1",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        string[] wrong = [.. evidence.Asked.Subprotocols.Where(s => !Tokens.Is(s))];
        string[] twice = [.. evidence.Asked.Subprotocols.GroupBy(s => s, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key)];
        if (wrong.Length == 0 && twice.Length == 0)
            yield break;
        string what = wrong.Length > 0
            ? $"The offered subprotocol \"{wrong[0]}\" is no token (letters, digits and !#$%&'*+-.^_`|~ only)"
            : $"The subprotocol \"{twice[0]}\" is offered twice";
        yield return Info.Found(
            Severity.Error, 0.99, Chain.Client, $"{what}: a browser throws a SyntaxError before it sends anything.", evidence.Browser);
    }
}
