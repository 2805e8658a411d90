using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Diagnosis.Time;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Admission;

/// <summary>The app says goodbye right after the open, without a message and without a reason: a page gets a socket that is of no use.</summary>
/// <remarks>An app that has said something before it closes did its work, and one that closes later waited for something: neither is a fault.</remarks>
internal sealed class GoodbyeAtOnce : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("goodbye-right-after-the-open", CauseNames.AppError)
    {
        Why = "Every hop let the socket through; the app's own handler came to its end at once, as it does when it finds nothing to serve, or gives up on what it was given.",
        Source = "https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1",
        LastResort = true,
        YieldsTo =
        [
            CauseNames.AuthRequired, CauseNames.TokenExpiredOrReused, CauseNames.SubprotocolRequired, CauseNames.SubprotocolDropped, CauseNames.MaxMessageSize,
            CauseNames.CompressionNegotiation, CauseNames.RateLimited, CauseNames.ConnectionLimit, CauseNames.OriginNotAllowlisted,
        ],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Public.EndedByPeer is not { Kind: EndKind.CloseFrame, AtMs: < 1000 * Cuts.AtOnceSeconds } end
            || evidence.Browser!.Session!.Frames.Any(f => !f.Sent && f.Opcode is "text" or "binary"))
            yield break;
        bool orderly = end.Code is null or 1000 or 1001 or 1005;
        if (!orderly && end.Code is not (1002 or 1003 or 1007 or 1010))
            yield break;
        yield return Info.Found(
            orderly ? Severity.Warning : Severity.Error, orderly ? 0.5 : 0.6, Chain.App,
            $"The socket opened, and {Words.Time(end.AtMs)} later the app closed it with {IdleSentence.Close(end)} and without a message: the chain is sound, the app's handler ends at once. "
                + "It may want a token, a parameter or another path.",
            evidence.Browser) with
        {
            Alternatives = [CauseNames.AuthRequired, CauseNames.SubprotocolRequired, CauseNames.ClientUrlWrong],
            NextProbe = "the app's log, or --cookie, --header and --subprotocol as the page gives them",
        };
    }
}
