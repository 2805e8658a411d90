using System.Collections.Immutable;
using Wayleave.Probing.Conversing;
using Wayleave.Probing.Http;
using Wayleave.Probing.Sessions;
using Wayleave.Protocol.Deflate;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Handshakes;

/// <summary>Carries out one handshake over HTTP/1.1: from the dial to the answer, or to the open socket.</summary>
/// <param name="context">The run.</param>
/// <param name="exchanger">Sends requests.</param>
/// <param name="route">The way.</param>
/// <param name="socketUrl">The socket that the probes belong to; null where there is only one.</param>
internal sealed class HandshakeAttempt(RunContext context, Exchanger exchanger, ProbeRoute route, string? socketUrl)
{
    private readonly HandshakeSpelling _spelling = new(context.Options);

    /// <summary>Told whatever comes in on the open socket; null: nobody listens.</summary>
    public Action<Heard>? Heard { get; init; }

    /// <summary>Shakes hands.</summary>
    /// <param name="variation">What to vary.</param>
    /// <param name="index">Which of several of that variation it is, from 0: each has a key of its own.</param>
    /// <param name="refuseBadCertificate">Whether to stop, as a browser does, where the certificate does not hold.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="earlier">What it takes up from earlier answers; null: nothing.</param>
    public async Task<HandshakeOutcome> RunAsync(
        Variation variation, int index, bool refuseBadCertificate, CancellationToken deadline, EarlierAnswers? earlier = null)
    {
        var start = context.Log.Begin();
        var label = $"{route.Name} {socketUrl} {variation} {index}";
        var request = _spelling.Spell(route, variation, context.Chance(label), earlier);
        var exchanged = await exchanger.SendAsync(route, request, refuseBadCertificate, deadline);
        var flaws = exchanged.Head is { } head ? Flaws(HandshakeResponse.Check(request, head)) : [];
        DeflateAgreement? deflate = null;
        if (exchanged.Head is { StatusCode: 101 } accepted)
            DeflateNegotiation.TryReadAnswer(request.Headers, accepted.Headers, out deflate);
        var probe = new HandshakeProbe
        {
            Id = start.Id,
            Name = NameOf(variation),
            Url = UrlOf(request),
            Route = route.Name,
            Socket = socketUrl,
            StartMs = start.AtMs,
            ElapsedMs = context.Log.NowMs - start.AtMs,
            Outcome = Outcomes.Of(exchanged.Exchange),
            Variation = variation,
            Exchange = exchanged.Exchange,
            Flaws = flaws,
            Subprotocol = exchanged.Head?.Headers.First("Sec-WebSocket-Protocol"),
            Deflate = deflate is not null,
            Arrived = FarEnd.Told(exchanged.Head, exchanged.Exchange),
        };
        if (exchanged is not { Stream: { } stream, Head: { } answer })
            return new HandshakeOutcome(start, probe);

        var ours = Protocol.Echo.Arrived.IsSigned(answer);
        // What we send there comes back, however large.
        var longest = ours ? (int)Math.Clamp(context.Options.MessageSize, LiveSocket.Longest, Array.MaxLength) : LiveSocket.Longest;
        var live = new LiveSocket(stream, exchanged.Leftover, context.Time, context.Chance(label + " keys"), deflate, heard: Heard, longest: longest);
        return new HandshakeOutcome(start, probe) { Socket = live, OurFarEnd = ours };
    }

    /// <summary>The probe's name: <c>upgrade-http11</c> for the browser's own, else <c>upgrade-</c> and the variation.</summary>
    public static string NameOf(Variation variation) => variation switch
    {
        Variation.Browser => "upgrade-http11",
        Variation.ExtendedConnect => "upgrade-http2",
        _ => "upgrade-" + string.Concat(variation.ToString().Select((letter, at) =>
            char.IsAsciiLetterUpper(letter) ? (at > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString())),
    };

    private string UrlOf(RequestHead request) => route.Url.GetLeftPart(UriPartial.Authority) + request.Target;

    /// <summary>The protocol's flaws in the words of the facts.</summary>
    public static ImmutableArray<HandshakeFlaw> Flaws(ImmutableArray<ResponseFlaw> flaws) =>
        [.. flaws.Where(flaw => flaw != ResponseFlaw.StatusNot101).Select(flaw => flaw switch
        {
            ResponseFlaw.StatusDisguised => HandshakeFlaw.StatusDisguised,
            ResponseFlaw.UpgradeWrong => HandshakeFlaw.UpgradeWrong,
            ResponseFlaw.ConnectionWrong => HandshakeFlaw.ConnectionWrong,
            ResponseFlaw.AcceptMissing => HandshakeFlaw.AcceptMissing,
            ResponseFlaw.AcceptWrong => HandshakeFlaw.AcceptWrong,
            ResponseFlaw.SubprotocolNotOffered => HandshakeFlaw.SubprotocolNotOffered,
            ResponseFlaw.SubprotocolMissing => HandshakeFlaw.SubprotocolMissing,
            _ => HandshakeFlaw.ExtensionNotOffered,
        })];
}
