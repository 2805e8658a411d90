using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The rules about whether the upgrade reaches the app whole, in the order in which they are asked.</summary>
internal static class DeliveryRules
{
    /// <summary>Every rule of this group.</summary>
    public static ImmutableArray<IDiagnosisRule> All { get; } =
    [
        new UpgradeStripped(),
        new Http10(),
        new LostInLocation(),
        new PathUnrouted(),
        new PathChanged(),
        new HeaderCaseOnTheWay(),
        new HeaderTooLong(),
        new HandshakeIncomplete(),
        new HandshakeHeaderLost(),
        new Redirected(),
        new BytesHeldBack(),
        new HijackBroken(),
        new WafBreaks(),
        new WafBlocks(),
        new KnownDefect(),
        new LibraryMissing(),
        new OriginDown(),
        new AppFails(),
        new UpgradeUnanswered(),
        new NotWebSocket(),
        new DownMasked(),
        new UpstreamWrong(),
        new FirewallBlocks(),
        new PlainAnswer(),
        new UpgradeRefused(),
    ];
}
