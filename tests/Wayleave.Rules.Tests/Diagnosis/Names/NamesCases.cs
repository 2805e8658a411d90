using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Names;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Names;

internal sealed class NameUnknownCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new NameUnknown();

    public IEnumerable<RuleCase> Fires =>
    [
        new("the system does not find it", RunBuilder.Socket().Dns("", failure: Unresolved.Failure).Upgrade(Unresolved.Reply), "dns"),
        new("nobody finds it", RunBuilder.Socket().Dns("", failure: Unresolved.Failure).Dns("", name: "dns-resolver", failure: Unresolved.Failure).Upgrade(Unresolved.Reply)),
        new("the resolver does not answer", RunBuilder.Socket().Dns("", failure: new Failure(FailureStage.Resolve, FailureKind.TimedOut, "no answer"))
            .Upgrade(Reply.Fails(FailureStage.Resolve, FailureKind.TimedOut))),
        new("a page's host", RunBuilder.Page().Dns("", failure: Unresolved.Failure), "dns"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a healthy chain", RunBuilder.Healthy()),
        new("the other resolver finds it", RunBuilder.Socket().Dns("", failure: Unresolved.Failure).Dns("203.0.113.7", name: "dns-resolver").Upgrade(Unresolved.Reply)),
        new("a proxy finds it", RunBuilder.Socket().Dns("", failure: Unresolved.Failure).Upgrade(Reply.Opens())),
        new("the other resolver fails alone", RunBuilder.Socket().Dns("203.0.113.7").Dns("", name: "dns-resolver", failure: Unresolved.Failure).Upgrade(Reply.Opens())),
    ];
}

internal static class Unresolved
{
    public static Failure Failure { get; } = new(FailureStage.Resolve, FailureKind.NameNotFound, "the name does not exist");

    public static Reply Reply { get; } = Reply.Fails(FailureStage.Resolve, FailureKind.NameNotFound);
}

internal sealed class AddressStaleCases : IRuleCases
{
    private static readonly Failure TimedOut = new(FailureStage.Connect, FailureKind.TimedOut, "no connection within 5 s");

    public IDiagnosisRule Rule { get; } = new AddressStale();

    public IEnumerable<RuleCase> Fires =>
    [
        new("the old address is dead and the new one lives", Differ("203.0.113.7", "198.51.100.9").Tcp("203.0.113.7:443", TimedOut).Tcp("198.51.100.9:443").Upgrade(Dead), "dns"),
        new("the old address is dead", Differ("203.0.113.7", "198.51.100.9").Tcp("203.0.113.7:443", TimedOut).Upgrade(Dead)),
        new("a hosts file", Differ("127.0.0.1", "198.51.100.9").Tcp("127.0.0.1:443").Upgrade(Reply.Of(404, "Not Found"))),
        new("the system has a cached absence", RunBuilder.Socket().Dns("", failure: Unresolved.Failure).Dns("198.51.100.9", name: "dns-resolver").Upgrade(Unresolved.Reply)),
        new("an old server still answers", Differ("203.0.113.7", "198.51.100.9").Tcp("203.0.113.7:443").Upgrade(Reply.Of(404, "Not Found"))),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("different answers, and it opens", Differ("203.0.113.7", "198.51.100.9").Tcp("203.0.113.7:443").Upgrade(Reply.Opens())),
        new("the same answers", Differ("203.0.113.7", "203.0.113.7").Tcp("203.0.113.7:443", TimedOut).Upgrade(Dead)),
        new("one edge, two of its addresses", Differ("104.16.1.1", "172.64.2.2").Tcp("104.16.1.1:443").Upgrade(Reply.Of(502, "Bad Gateway"))),
        new("no other resolver was asked", RunBuilder.Socket().Dns("203.0.113.7").Tcp("203.0.113.7:443", TimedOut).Upgrade(Dead)),
    ];

    private static Reply Dead => Reply.Fails(FailureStage.Connect, FailureKind.TimedOut);

    private static RunBuilder Differ(string system, string other) => RunBuilder.Socket().Dns(system).Dns(other, name: "dns-resolver");
}
