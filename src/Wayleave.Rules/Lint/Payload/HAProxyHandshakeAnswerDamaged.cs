using Wayleave.Rules.Causes;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.HAProxy;
using Wayleave.Rules.Config.HAProxy.Matching;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Payload;

/// <summary>A HAProxy takes Upgrade or Connection out of answers, and so out of a 101.</summary>
internal sealed class HAProxyHandshakeAnswerDamaged : ILintRule
{
    private static readonly string[] s_answer = ["Upgrade: websocket", "Connection: Upgrade"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("haproxy-handshake-answer-damaged", CauseNames.HandshakeCorrupted, Severity.Error)
    {
        Kinds = ["haproxy"],
        Why = "A 101 must say Upgrade: websocket and Connection: Upgrade (RFC 6455 section 4.1); a browser closes the connection when either is missing. HAProxy sends what its rules about answers leave.",
        Fix = "Take the rule out, or put unless { status 101 } behind it.",
        Source = "https://www.rfc-editor.org/rfc/rfc6455#section-4.1",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<HAProxyFile>()
        from crossing in deployment.Crossings
        where crossing.Hop is HAProxyHop && crossing.Passage is { End: PassageEnd.Forwarded }
        from proxy in new[] { file.ProxyAt(crossing.Passage.Listener?.At), file.ProxyAt(crossing.Passage.At) }.OfType<HAProxyProxy>().Distinct()
        where proxy.IsHttp == true
        from line in proxy.Section.Lines
        where Damages(line) && Holds(line, proxy, crossing.Handshake)
        select Info.Found(line.At, "this rule meets the 101 too, and a browser refuses a handshake whose answer has no Upgrade: websocket and Connection: Upgrade") with
        {
            Fix = line.Name == "http-response" && proxy.ConditionOf(line) is null ? LintFix.Of("Leave a 101 alone.", new Edit(line.At.After, " unless { status 101 }")) : null,
        };

    private static bool Damages(HAProxyLine line) => line.Name switch
    {
        "http-response" or "http-after-response" => line[1] switch
        {
            "del-header" => IsSwitch(line[2]) && line.IndexOf("-m", 3) < 0,
            "set-header" => IsSwitch(line[2]) && line.Words.Length > 3 && line.Words[3].IsKnown && !line[3].Contains('%', StringComparison.Ordinal)
                && !line[3].Contains(line[2].Equals("upgrade", StringComparison.OrdinalIgnoreCase) ? "websocket" : "upgrade", StringComparison.OrdinalIgnoreCase),
            _ => false,
        },
        "rspdel" or "rspidel" => line.Words.Length > 1
            && s_answer.Any(header => StrangersPattern.Finds(header, line[1], line.Name == "rspidel") == true),
        _ => false,
    };

    private static bool IsSwitch(string header) => header.ToUpperInvariant() is "UPGRADE" or "CONNECTION";

    // A condition about the request, asked of an answer, sees the answer's headers: nobody knows them.
    private static bool Holds(HAProxyLine line, HAProxyProxy proxy, Handshake handshake) =>
        line.IsSure && (proxy.ConditionOf(line) is not { } condition
            || (condition.Tests.All(test => test.Expression.Name is "status" or "res.status") && condition.Holds(new HAProxyRequest(handshake, null, null)) == true));
}
