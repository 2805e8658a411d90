using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class BytesHeldBackCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new BytesHeldBack();

    public IEnumerable<RuleCase> Fires =>
    [
        new("small frames late", RunBuilder.Socket().Upgrade(Reply.Opens().By("nginx/1.22.1").Echoed(new EchoFacts("small-1", 8, true, 1900, ""), new EchoFacts("small-2", 8, true, 1800, ""), new EchoFacts("64KiB", 65536, true, 30, ""))), "nginx"),
        new("a single one late, too", RunBuilder.Socket().Upgrade(Reply.Opens().By("nginx/1.22.1").Echoed(new EchoFacts("text", 28, true, 1500, ""), new EchoFacts("small-1", 8, true, 1900, ""), new EchoFacts("small-2", 8, true, 1800, ""), new EchoFacts("64KiB", 65536, true, 30, ""))), "nginx"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("all quick", RunBuilder.Socket().Upgrade(Reply.Opens().Echoed(new EchoFacts("small-1", 8, true, 9, ""), new EchoFacts("small-2", 8, true, 9, "")))),
        new("everything is slow: distance, not buffering", RunBuilder.Socket().Upgrade(Reply.Opens().Echoed(new EchoFacts("small-1", 8, true, 420, ""), new EchoFacts("small-2", 8, true, 420, "")).Holding(s => s with { PingMs = 400 }))),
        new("one slow message", RunBuilder.Socket().Upgrade(Reply.Opens().Echoed(new EchoFacts("small-1", 8, true, 900, ""), new EchoFacts("small-2", 8, true, 9, "")))),
        new("a machine that stood still for a moment: single messages came at once", RunBuilder.Socket().Upgrade(Reply.Opens().Echoed(new EchoFacts("text", 28, true, 3, ""), new EchoFacts("small-1", 8, true, 1900, ""), new EchoFacts("small-2", 8, true, 1800, ""), new EchoFacts("64KiB", 65536, true, 30, "")))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
