using System.Collections.Immutable;
using Wayleave.Protocol.Text;
using Wayleave.Rules.Causes.Admission;
using Wayleave.Rules.Causes.Delivery;
using Wayleave.Rules.Causes.Identity;
using Wayleave.Rules.Causes.Names;
using Wayleave.Rules.Causes.Payload;
using Wayleave.Rules.Causes.Platform;
using Wayleave.Rules.Causes.Time;
using Wayleave.Rules.Causes.Tls;

namespace Wayleave.Rules.Causes;

/// <summary>Every cause's page, in the order of the vocabulary.</summary>
public static class CauseCatalogue
{
    /// <summary>All pages, in the order of <see cref="CauseNames"/>.</summary>
    public static ImmutableArray<Cause> All { get; } =
    [
        // Identity
        OriginNotAllowlisted.Cause,
        OriginMissing.Cause,
        HostHeaderMismatch.Cause,
        PortMissingInOrigin.Cause,
        ForwardedProtoWrong.Cause,
        ForwardedHeaderDuplicated.Cause,
        ConfiguredPublicUrlMismatch.Cause,
        ClientUrlWrong.Cause,
        MixedContent.Cause,
        CspConnectSrc.Cause,

        // Delivery
        UpgradeHeaderStripped.Cause,
        Http10Upstream.Cause,
        HeadersLostInLocation.Cause,
        UpgradeHeaderForced.Cause,
        UndefinedVariable.Cause,
        PlaceholderLeft.Cause,
        PathNotRouted.Cause,
        PathRewritten.Cause,
        ModuleNotLoaded.Cause,
        HeaderCaseSensitivity.Cause,
        HeaderTooLarge.Cause,
        ClientHandshakeMalformed.Cause,
        HandshakeHeaderDropped.Cause,
        ClientOptionTypo.Cause,
        RedirectOnUpgrade.Cause,
        ResponseBuffering.Cause,
        MiddlewareBreaksHijack.Cause,
        WafBreaksUpgrade.Cause,
        WafRuleBlock.Cause,
        ProxyBug.Cause,
        ServerLibMissing.Cause,
        BackendDown.Cause,
        AppError.Cause,
        UpgradeUnanswered.Cause,
        ProtocolViolation.Cause,
        BackendDownMasked.Cause,
        UpstreamAddressWrong.Cause,
        FirewallBlocksEdge.Cause,

        // Tls
        TlsModeMismatch.Cause,
        SchemePortMismatch.Cause,
        CertInvalid.Cause,
        AlpnH2OnlyBackend.Cause,
        Http2ExtendedConnect.Cause,
        ProxyProtocolMismatch.Cause,

        // Time
        IdleTimeoutEdge.Cause,
        IdleTimeoutProxy.Cause,
        IdleTimeoutApp.Cause,
        MaxConnectionLifetime.Cause,
        ReloadDropsConnections.Cause,

        // Payload
        CompressionNegotiation.Cause,
        MaxMessageSize.Cause,
        SubprotocolDropped.Cause,
        SubprotocolRequired.Cause,
        SubprotocolMalformed.Cause,
        HandshakeCorrupted.Cause,

        // Platform
        PlatformNoWebsockets.Cause,
        PlatformWebsocketsOff.Cause,
        EdgePortNotProxied.Cause,
        EdgeInterstitial.Cause,
        PathReservedByPlatform.Cause,
        K8sAnnotationWrong.Cause,
        AuthProxyBlocksUpgrade.Cause,
        ClientNetworkIntercepts.Cause,

        // Admission
        AuthRequired.Cause,
        TokenExpiredOrReused.Cause,
        RateLimited.Cause,
        ConnectionLimit.Cause,
        WorkerConnectionsExhausted.Cause,
        StickySessionMissing.Cause,
        DebugSettingLeftOn.Cause,

        // Names
        DnsNotFound.Cause,
        DnsStale.Cause,
        DnsResolverMissing.Cause,
    ];

    /// <summary>The page of a cause; null if there is no cause of that name.</summary>
    /// <param name="name">The public name, spelled exactly, as in <see cref="CauseNames"/>.</param>
    public static Cause? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(c => c.Name == name);
    }

    /// <summary>The names that somebody who typed this most likely meant, the nearest first.</summary>
    /// <param name="name">What was typed; case and surrounding blanks do not count.</param>
    /// <param name="count">How many names to give at most.</param>
    /// <returns>Names that contain what was typed or lie within a third of its length in edits; empty where nothing comes near.</returns>
    public static ImmutableArray<string> Nearest(string name, int count = 3)
    {
        ArgumentNullException.ThrowIfNull(name);
        return NearestName.Of(name, All.Select(c => c.Name), count);
    }
}
