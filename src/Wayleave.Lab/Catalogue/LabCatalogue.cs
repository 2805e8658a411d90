using System.Collections.Immutable;
using Wayleave.Lab.Faults;
using Wayleave.Lab.Hops;

namespace Wayleave.Lab.Catalogue;

/// <summary>Every hop and every fault, in the order of the lists.</summary>
public static class LabCatalogue
{
    /// <summary>The hops.</summary>
    public static ImmutableArray<StandInKind> StandIns { get; } =
    [
        Cloudflare.Kind,
        CloudFront.Kind,
        Alb.Kind,
        AppRunner.Kind,
        Ngrok.Kind,
        Nginx.Kind,
        Corporate.Kind,
        PlainProxy.Kind,
    ];

    /// <summary>The faults, which any hop can have.</summary>
    public static ImmutableArray<FaultKind> Faults { get; } =
    [
        StripUpgrade.Kind,
        Http10.Kind,
        Redirect.Kind,
        Status.Kind,
        Blackhole.Kind,
        Reset.Kind,
        WrongAccept.Kind,
        DropSubprotocol.Kind,
        DropHeader.Kind,
        BreakDeflate.Kind,
        Wayleave.Lab.Faults.Buffer.Kind,
        Hold.Kind,
        Latency.Kind,
        Idle.Kind,
        Lifetime.Kind,
        CutAfter.Kind,
        Cuts.Kind,
        Lose.Kind,
        MaxMessage.Kind,
        Duplicate.Kind,
        RateLimit.Kind,
        OneOf.Kind,
        HeaderLimit.Kind,
        WrongHost.Kind,
        DropPort.Kind,
        Proto.Kind,
    ];
}
