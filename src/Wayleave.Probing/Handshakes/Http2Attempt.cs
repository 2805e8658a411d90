using System.Collections.Immutable;
using System.Net;
using System.Text;
using Wayleave.Probing.Dialling;
using Wayleave.Probing.Http;
using Wayleave.Probing.Sessions;
using Wayleave.Protocol.Deflate;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;
using Wayleave.Rules.Facts;
using HttpVersion = System.Net.HttpVersion;

namespace Wayleave.Probing.Handshakes;

/// <summary>A handshake over HTTP/2: extended CONNECT, where ALPN has chosen h2.</summary>
/// <param name="context">The run.</param>
/// <param name="dialler">Opens the connection.</param>
/// <param name="route">The way.</param>
/// <param name="socketUrl">The socket that the probes belong to; null where there is only one.</param>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc8441">RFC 8441</seealso>
internal sealed class Http2Attempt(RunContext context, Dialler dialler, ProbeRoute route, string? socketUrl)
{
    private const int BodyKept = 4 * 1024;

    // RFC 8441 §5: these belong to HTTP/1.1's switch of protocols; Host becomes :authority.
    private static readonly string[] Http1Only = ["Host", "Connection", "Upgrade", "Sec-WebSocket-Key"];

    /// <summary>Shakes hands.</summary>
    public async Task<HandshakeOutcome> RunAsync(CancellationToken deadline)
    {
        var start = context.Log.Begin();
        var spelled = new HandshakeSpelling(context.Options).Spell(route, Variation.ExtendedConnect, context.Chance($"{route.Name} {socketUrl} h2"));
        HeaderLines headers = [.. spelled.Headers.Where(line => !Http1Only.Contains(line.Name, StringComparer.OrdinalIgnoreCase))];
        var dialled = await dialler.DialAsync(route, DialOptions.Http11 with { Alpn = ["h2"] }, deadline);
        var exchange = Exchanger.Begin(spelled with { Method = "CONNECT", Headers = [new(":protocol", "websocket"), new(":authority", route.Authority), .. headers] }) with
        {
            Address = dialled.Address,
            ConnectedMs = dialled.ConnectedMs,
            SecuredMs = dialled.SecuredMs,
            Failure = dialled.Failure,
        };
        if (dialled.Stream is not { } stream)
            return new HandshakeOutcome(start, Describe(start, spelled, exchange));

        var client = new HttpMessageInvoker(Handler(stream), disposeHandler: true);
        var handedOver = false;
        try
        {
            using var request = Request(spelled.Target, headers);
            var response = await client.SendAsync(request, deadline);
            exchange = exchange with
            {
                Version = $"HTTP/{response.Version.Major}",
                Status = (int)response.StatusCode,
                Reason = "",
                FirstByteMs = context.Log.NowMs - start.AtMs,
                ResponseHeaders = [.. response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).SelectMany(header => header.Value, (header, value) => new HeaderField(header.Key, value))],
            };
            if (response.StatusCode != HttpStatusCode.OK)
            {
                exchange = exchange with { Body = await ReadBodyAsync(response, deadline) };
                return new HandshakeOutcome(start, Describe(start, spelled, exchange));
            }

            var answer = AsSwitch(spelled, exchange);
            DeflateNegotiation.TryReadAnswer(spelled.Headers, answer.Headers, out var deflate);
            var probe = Describe(start, spelled, exchange) with
            {
                Flaws = HandshakeAttempt.Flaws(HandshakeResponse.Check(spelled, answer)),
                Subprotocol = answer.Headers.First("Sec-WebSocket-Protocol"),
                Deflate = deflate is not null,
            };
            var live = new LiveSocket(
                await response.Content.ReadAsStreamAsync(deadline), default, context.Time, context.Chance($"{route.Name} {socketUrl} h2 keys"), deflate, client);
            handedOver = true;
            return new HandshakeOutcome(start, probe) { Socket = live, OurFarEnd = Protocol.Echo.Arrived.IsSigned(answer) };
        }
        catch (Exception exception) when (Failures.IsExpected(exception))
        {
            exchange = exchange with { Failure = Failures.Of(exception, FailureStage.FirstByte) };
            return new HandshakeOutcome(start, Describe(start, spelled, exchange));
        }
        finally
        {
            if (!handedOver)
            {
                client.Dispose();
                await stream.DisposeAsync();
            }
        }
    }

    // One connection for one request: a second would be another probe.
    private static SocketsHttpHandler Handler(Stream stream)
    {
        var taken = 0;
        return new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectCallback = (_, _) => Interlocked.Exchange(ref taken, 1) == 0
                ? ValueTask.FromResult(stream)
                : ValueTask.FromException<Stream>(new IOException("the far end ended the first connection")),
        };
    }

    private HttpRequestMessage Request(string target, HeaderLines headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Connect, $"https://{route.Authority}{target}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Protocol = "websocket";
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    // Subprotocols and extensions follow the same rules as over HTTP/1.1; only the switch itself looks different.
    private static ResponseHead AsSwitch(RequestHead request, HttpExchange exchange)
    {
        HeaderLines given = [.. exchange.ResponseHeaders.Select(line => new HeaderLine(line.Name, line.Value))];
        return new ResponseHead(Protocol.Http.HttpVersion.Http11, 101, "", given
            .Set("Upgrade", "websocket").Set("Connection", "Upgrade")
            .Set("Sec-WebSocket-Accept", AcceptKey.For(request.Headers.First("Sec-WebSocket-Key") ?? "")));
    }

    private static async Task<string> ReadBodyAsync(HttpResponseMessage response, CancellationToken deadline)
    {
        await using var body = await response.Content.ReadAsStreamAsync(deadline);
        var bytes = new byte[BodyKept];
        var filled = await body.ReadAtLeastAsync(bytes, BodyKept, throwOnEndOfStream: false, deadline);
        return Encoding.UTF8.GetString(bytes, 0, filled);
    }

    private HandshakeProbe Describe(ProbeStart start, RequestHead request, HttpExchange exchange) => new()
    {
        Id = start.Id,
        Name = HandshakeAttempt.NameOf(Variation.ExtendedConnect),
        Url = route.Url.GetLeftPart(UriPartial.Authority) + request.Target,
        Route = route.Name,
        Socket = socketUrl,
        StartMs = start.AtMs,
        ElapsedMs = context.Log.NowMs - start.AtMs,
        Outcome = Outcomes.Of(exchange),
        Variation = Variation.ExtendedConnect,
        Exchange = exchange,
    };
}
