using System.Collections.Immutable;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Planning;

/// <summary>Which handshakes follow the browser's own on a route, in which order. Each varies one thing.</summary>
internal static class VariationPlan
{
    /// <summary>The most handshakes of a base run on one route, the browser's own included: a rate limit must not be tripped by us.</summary>
    public const int Budget = 14;

    /// <summary>The variations, in order.</summary>
    /// <param name="given">What the caller gave.</param>
    /// <param name="direct">Whether the route leads straight to a hop.</param>
    /// <param name="tls">Whether the route speaks TLS: only there is HTTP/2 to be had.</param>
    /// <param name="browser">What came of the browser's own; null where it is not answered yet.</param>
    /// <param name="engine">Whether the socket is Engine.IO's, whose sessions begin with a poll.</param>
    public static ImmutableArray<Variation> After(Asked given, bool direct, bool tls, HttpExchange? browser, bool engine = false) => browser?.Failure switch
    {
        // Where nobody is reached, nothing in the request can matter; only whether that is always so.
        { Kind: FailureKind.CertificateInvalid } => All(given, direct, tls, false, engine),
        { Stage: FailureStage.Resolve } => [],
        { Stage: < FailureStage.Send, Kind: FailureKind.TimedOut } => [],
        { Stage: < FailureStage.Send } => [Variation.Repeat],
        // What does not speak HTTP will not mind a header.
        { Kind: FailureKind.NotHttp or FailureKind.HeadTooLarge } => [Variation.Repeat],
        _ => All(given, direct, tls, MayHaveLostItsPort(given, browser), engine),
    };

    // An Origin check that fails for want of a port is only possible where the URL has one of its own.
    private static bool MayHaveLostItsPort(Asked given, HttpExchange? browser) =>
        browser?.Status is 400 or 403 && !given.PageOriginGiven && new Uri(given.PageOrigin).IsDefaultPort == false;

    private static ImmutableArray<Variation> All(Asked given, bool direct, bool tls, bool port, bool engine)
    {
        // The most telling first: a run that is cut short then still knows them. The two repeats stand apart, to meet several backends.
        var plan = ImmutableArray.CreateBuilder<Variation>(Budget);
        plan.Add(Variation.Repeat);
        AddIf(engine, Variation.PolledSession);
        plan.Add(Variation.NoOrigin);
        AddIf(direct, Variation.ForwardedProto);
        plan.Add(Variation.OtherSchemeOrigin);
        AddIf(given.PageOriginGiven, Variation.SameHostOrigin);
        plan.Add(Variation.ForeignOrigin);
        AddIf(port, Variation.NoPortOrigin);
        plan.Add(Variation.NoDeflate);
        plan.Add(given.Subprotocols.IsEmpty ? Variation.ExtraSubprotocol : Variation.NoSubprotocol);
        AddIf(tls, Variation.ExtendedConnect);
        plan.Add(Variation.TrailingSlash);
        AddIf(given.CredentialGiven, Variation.NoCredentials);
        plan.Add(Variation.NoUserAgent);
        AddIf(!port && !engine, Variation.Repeat);
        return plan.ToImmutable();

        void AddIf(bool wanted, Variation variation)
        {
            if (wanted)
                plan.Add(variation);
        }
    }

    /// <summary>When each begins, counted from the browser's answer: evenly over the time given.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="span">The time to spread them over.</param>
    public static ImmutableArray<TimeSpan> Spread(int count, TimeSpan span) =>
        [.. Enumerable.Range(0, count).Select(index => span * ((index + 0.5) / count))];
}
