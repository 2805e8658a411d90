using System.Collections.Immutable;
using System.Text.Json;
using Wayleave.Probing.Http;
using Wayleave.Probing.Sessions;
using Wayleave.Protocol.Frames;
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
    /// <summary>The header by which a far end of ours signs its answers.</summary>
    public const string Signature = "Wayleave";

    private const int LargestMessage = 64 * 1024 * 1024;

    private readonly HandshakeSpelling _spelling = new(context.Options);

    /// <summary>Shakes hands.</summary>
    /// <param name="variation">What to vary.</param>
    /// <param name="index">Which of several of that variation it is, from 0: each has a key of its own.</param>
    /// <param name="refuseBadCertificate">Whether to stop, as a browser does, where the certificate does not hold.</param>
    /// <param name="deadline">When to give up.</param>
    public async Task<HandshakeOutcome> RunAsync(Variation variation, int index, bool refuseBadCertificate, CancellationToken deadline)
    {
        var start = context.Log.Begin();
        var label = $"{route.Name} {socketUrl} {variation} {index}";
        var request = _spelling.Spell(route, variation, context.Chance(label));
        var exchanged = await exchanger.SendAsync(route, request, refuseBadCertificate, deadline);
        var flaws = exchanged.Head is { } head ? Flaws(HandshakeResponse.Check(request, head)) : [];
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
            Arrived = Told(exchanged.Exchange),
        };
        if (exchanged.Stream is null)
            return new HandshakeOutcome(start, probe);

        var live = new LiveSocket(
            exchanged.Stream, exchanged.Leftover, context.Time, context.Chance(label + " keys"), new MessageLimits(LargestMessage, LargestMessage));
        return new HandshakeOutcome(start, probe) { Socket = live };
    }

    /// <summary>The probe's name: <c>upgrade-http11</c> for the browser's own, else <c>upgrade-</c> and the variation.</summary>
    public static string NameOf(Variation variation) => variation switch
    {
        Variation.Browser => "upgrade-http11",
        Variation.ExtendedConnect => "upgrade-http2",
        _ => "upgrade-" + string.Concat(variation.ToString().Select((letter, at) =>
            char.IsAsciiLetterUpper(letter) ? (at > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString())),
    };

    /// <summary>What a far end of ours says arrived there, where a hop had made a plain request of the handshake; else null.</summary>
    public static ArrivedFacts? Told(HttpExchange exchange)
    {
        if (exchange.Status is null or 101 || exchange.Header(Signature) is null || exchange.BodyCut)
            return null;
        return ParseArrived(exchange.Body);
    }

    /// <summary>Reads what a far end of ours says; null if it is not that.</summary>
    public static ArrivedFacts? ParseArrived(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, FactsJson.Default.ArrivedFacts);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string UrlOf(RequestHead request)
    {
        var url = route.Url.GetLeftPart(UriPartial.Authority);
        return url + request.Target;
    }

    private static ImmutableArray<HandshakeFlaw> Flaws(ImmutableArray<ResponseFlaw> flaws) =>
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
