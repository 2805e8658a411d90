using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Iis;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Payload;

/// <summary>An IIS passes a browser's Sec-WebSocket-Extensions to an app, and cannot carry what the app then answers.</summary>
internal sealed class IisExtensionsForwarded : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("iis-extensions-forwarded", CauseNames.CompressionNegotiation, Severity.Warning)
    {
        Kinds = ["iis"],
        Why = "Every browser offers permessage-deflate. Application Request Routing makes a handshake of its own on both sides and knows no compression, so an app that accepts the offer gets a wrong Sec-WebSocket-Accept, a 502 or frames that nobody understands.",
        Fix = "Clear it in the rule: <serverVariables><set name=\"HTTP_SEC_WEBSOCKET_EXTENSIONS\" value=\"\" /></serverVariables>, and list that variable once in the server's allowedServerVariables. Or turn compression off in the app.",
        Source = "https://github.com/python-websockets/websockets/issues/1192",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Hop is IisHop && crossing.Passage.End is PassageEnd.Forwarded
        let extensions = crossing.Sent("sec-websocket-extensions")
        where extensions.Present
        select Info.Found(
            extensions.Where ?? crossing.Passage.At,
            $"{crossing.Socket.Path} goes on with the browser's offer of permessage-deflate, which IIS cannot carry: if the app accepts it, the handshake or the first frame fails");
}
