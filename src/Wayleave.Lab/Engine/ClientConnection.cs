using System.Net;
using Wayleave.Lab.Faults;
using Wayleave.Protocol.Http;
using HttpVersion = Wayleave.Protocol.Http.HttpVersion;

namespace Wayleave.Lab.Engine;

/// <summary>
/// A client's connection to one hop: requests one after the other until one side has had enough. Each goes 1. past the
/// faults in its way, 2. to the next hop, 3. back as an answer past the faults in that way, and 4. maybe on as a tunnel.
/// </summary>
internal sealed class ClientConnection(HopRuntime hop, Wire client, IPEndPoint peer, bool tls)
{
    // What concerns one connection only (RFC 9110 §7.6.1); Connection itself is written anew.
    private static readonly string[] s_hopByHop = ["Connection", "Keep-Alive", "Proxy-Connection"];

    private readonly UpstreamDialer _dialer = new(hop);
    private readonly CutWatch _watch = new(hop);

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        client.Loss = _watch.Loss;
        var watching = _watch.RunAsync(over);
        try
        {
            while (await ServeOneAsync(over.Token).ConfigureAwait(false))
                _watch.UnderWay = null;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The client has gone, or the chain stops. RST tells the client that the answer is not whole.
            client.Reset();
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
        }
    }

    private async Task<bool> ServeOneAsync(CancellationToken cancellation)
    {
        var (request, headBytes, violation) = await HeadIo.ReadRequestAsync(client, cancellation).ConfigureAwait(false);
        if (violation != HttpViolation.None)
            request = new RequestHead("GET", "/", HttpVersion.Http10, HeaderLines.Empty);
        if (request is null)
            return false;

        var exchange = new Exchange
        {
            Request = request,
            HeadBytes = headBytes,
            Client = peer,
            ClientTls = tls,
            Hop = hop.StandIn,
            Upstream = hop.Upstream,
            Time = hop.Time,
            Chance = hop.Chance,
            Began = hop.Time.GetTimestamp(),
            Forwarded = request,
        };
        _watch.UnderWay = exchange;
        if (violation != HttpViolation.None || !BodyFraming.TryOfRequest(request, out var framing, out _))
            return await AnswerAsync(exchange, hop.StandIn.Page(exchange, 400), keep: false, cancellation).ConfigureAwait(false);

        exchange.Forwarded = hop.StandIn.Forward(exchange);
        // A body that nobody has read would be taken for the next request.
        bool keep = framing.Kind == BodyKind.None;
        return Decide(exchange) switch
        {
            Outcome.Answer answer => await AnswerAsync(exchange, answer, keep, cancellation).ConfigureAwait(false),
            Outcome.Silence => await StayStillAsync(exchange, cancellation).ConfigureAwait(false),
            Outcome.End end => End(exchange, end.Ending),
            _ => await ForwardAsync(exchange, framing, cancellation).ConfigureAwait(false),
        };
    }

    /// <summary>1. The faults in the order written, then what the hop itself does of its own accord.</summary>
    private Outcome? Decide(Exchange exchange)
    {
        foreach (var fault in hop.Faults.OfType<IRequestFault>())
            if (fault.OnRequest(exchange) is { } outcome)
                return outcome;

        return hop.StandIn.Decide(exchange);
    }

    private async Task<bool> StayStillAsync(Exchange exchange, CancellationToken cancellation)
    {
        hop.Log(exchange, "no answer");
        await client.DrainAsync(cancellation).ConfigureAwait(false);
        return false;
    }

    private bool End(Exchange exchange, Ending ending)
    {
        hop.Log(exchange, ending == Ending.Reset ? "reset" : "closed without an answer");
        if (ending == Ending.Reset)
            client.Reset();
        return false;
    }

    /// <summary>2. To the next hop: one connection for each request, since no fault here is about reuse.</summary>
    private async Task<bool> ForwardAsync(Exchange exchange, BodyFraming framing, CancellationToken cancellation)
    {
        var (upstream, failure) = await _dialer.DialAsync(exchange, cancellation).ConfigureAwait(false);
        if (upstream is null)
            return await FailAsync(exchange, failure, cancellation).ConfigureAwait(false);
        await using var _ = upstream.ConfigureAwait(false);

        upstream.Loss = _watch.Loss;

        using var bodyOver = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task sendBody = Task.CompletedTask;
        var twin = await TwinRequest.OfAsync(hop, exchange, _dialer, client, framing, cancellation).ConfigureAwait(false);
        try
        {
            if (twin is { First: true })
                await twin.SendAsync(cancellation).ConfigureAwait(false);
            await HeadIo.WriteAsync(upstream, exchange.Forwarded, cancellation).ConfigureAwait(false);
            sendBody = twin is null ? SendBodyAsync(upstream, framing, bodyOver.Token) : SendBothAsync(upstream, twin, bodyOver.Token);
            return await ReturnAsync(exchange, upstream, sendBody, cancellation).ConfigureAwait(false);
        }
        finally
        {
            // A twin goes out even where its brother was answered first.
            if (twin is null)
                await bodyOver.CancelAsync().ConfigureAwait(false);
            await sendBody.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (twin is not null)
                await twin.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task SendBodyAsync(Wire upstream, BodyFraming framing, CancellationToken cancellation)
    {
        await foreach (var chunk in BodyReader.ReadAsync(client, framing, raw: true, hop.Time, cancellation).ConfigureAwait(false))
            await upstream.WriteAsync(chunk.Bytes, cancellation).ConfigureAwait(false);
    }

    private static async Task SendBothAsync(Wire upstream, TwinRequest twin, CancellationToken cancellation)
    {
        await upstream.WriteAsync(twin.Body, cancellation).ConfigureAwait(false);
        if (!twin.First)
            await twin.SendAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>3. The answer.</summary>
    private async Task<bool> ReturnAsync(Exchange exchange, Wire upstream, Task sendBody, CancellationToken cancellation)
    {
        while (true)
        {
            var (head, failure) = await ReadAnswerAsync(exchange, upstream, cancellation).ConfigureAwait(false);
            if (head is null)
                return await FailAsync(exchange, failure, cancellation).ConfigureAwait(false);
            if (head.StatusCode == 101)
            {
                // Never switch to what was not asked for (RFC 9110 §7.8).
                return exchange.IsUpgrade
                    ? await OpenAsync(exchange, head, upstream, cancellation).ConfigureAwait(false)
                    : await FailAsync(exchange, UpstreamFailure.BadAnswer, cancellation).ConfigureAwait(false);
            }

            if (head.StatusCode >= 200)
                return await PassAnswerAsync(exchange, head, upstream, sendBody, cancellation).ConfigureAwait(false);
            if (exchange.Request.Version == HttpVersion.Http11)
                await HeadIo.WriteAsync(client, head, default, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<(ResponseHead? Head, UpstreamFailure Failure)> ReadAnswerAsync(
        Exchange exchange, Wire upstream, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(hop.Scaled(hop.StandIn.AnswerLimit), exchange.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var (head, violation) = await HeadIo.ReadResponseAsync(upstream, either.Token).ConfigureAwait(false);
            return (head, violation == HttpViolation.None ? UpstreamFailure.ClosedEarly : UpstreamFailure.BadAnswer);
        }
        catch (IOException)
        {
            return (null, UpstreamFailure.ClosedEarly);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, UpstreamFailure.AnswerTimeout);
        }
    }

    private async Task<bool> PassAnswerAsync(
        Exchange exchange, ResponseHead head, Wire upstream, Task sendBody, CancellationToken cancellation)
    {
        if (!BodyFraming.TryOfResponse(head, exchange.Request.Method, out var framing, out _))
            return await FailAsync(exchange, UpstreamFailure.BadAnswer, cancellation).ConfigureAwait(false);

        bool http11 = exchange.Request.Version == HttpVersion.Http11;
        // After a refused upgrade the client may have sent frames already: they must not be read as requests.
        bool keep = http11 && framing.Kind != BodyKind.UntilClose && !exchange.IsUpgrade
            && !exchange.Request.Headers.HasToken("Connection", "close");
        var signed = await ThroughFaultsAsync(exchange, hop.StandIn.Sign(exchange, EndToEnd(head)), cancellation).ConfigureAwait(false);
        bool raw = http11 || framing.Kind != BodyKind.Chunked;
        if (!raw)
            signed = signed with { Headers = signed.Headers.Without("Transfer-Encoding") };
        signed = signed with { Version = HttpVersion.Http11, Headers = signed.Headers.Set("Connection", keep ? "keep-alive" : "close") };
        await HeadIo.WriteAsync(client, signed, default, cancellation).ConfigureAwait(false);
        hop.Log(exchange, $"{signed.StatusCode}");

        var body = BodyReader.ReadAsync(upstream, framing, raw, hop.Time, cancellation);
        var flow = new Flow(Direction.ToClient, hop.Time, exchange, null) { Answer = signed };
        foreach (var fault in hop.Faults.OfType<IStreamFault>())
            body = fault.ThroughAsync(body, flow, cancellation);
        await foreach (var chunk in body.ConfigureAwait(false))
            await client.WriteAsync(chunk.Bytes, cancellation).ConfigureAwait(false);
        return keep && !exchange.EndedEarly && sendBody.IsCompletedSuccessfully;
    }

    /// <summary>4. The tunnel. What came behind the 101, or early from the client, is in the wires' buffers and goes first.</summary>
    private async Task<bool> OpenAsync(Exchange exchange, ResponseHead head, Wire upstream, CancellationToken cancellation)
    {
        var open = EndToEnd(head) with { Version = HttpVersion.Http11 };
        open = open with { Headers = [new("Connection", "upgrade"), .. open.Headers] };
        open = await ThroughFaultsAsync(exchange, hop.StandIn.Sign(exchange, open), cancellation).ConfigureAwait(false);
        await HeadIo.WriteAsync(client, open, default, cancellation).ConfigureAwait(false);
        hop.Log(exchange, "101 open");

        long opened = hop.Time.GetTimestamp();
        var tunnel = _watch.Tunnel = new Tunnel(hop.Time, open);
        await new TunnelRelay(hop, exchange, tunnel, client, upstream).RunAsync(cancellation).ConfigureAwait(false);
        string how = tunnel.WhenCut.IsCompleted ? "cut" : "ended";
        hop.Log(exchange, $"{how} after {hop.Time.GetElapsedTime(opened).TotalSeconds:0.0} s");
        return false;
    }

    private Task<bool> FailAsync(Exchange exchange, UpstreamFailure failure, CancellationToken cancellation)
    {
        exchange.Note = $"next hop: {failure}";
        return AnswerAsync(exchange, hop.StandIn.Page(exchange, hop.StandIn.StatusOf(failure)), keep: false, cancellation);
    }

    private async Task<bool> AnswerAsync(Exchange exchange, Outcome.Answer answer, bool keep, CancellationToken cancellation)
    {
        keep &= exchange.Request.Version == HttpVersion.Http11 && !exchange.IsUpgrade
            && !exchange.Request.Headers.HasToken("Connection", "close");
        var head = await ThroughFaultsAsync(exchange, answer.Head, cancellation).ConfigureAwait(false);
        head = head with
        {
            Headers = head.Headers
                .Set("Content-Length", answer.Body.Length.ToString())
                .Set("Connection", keep ? "keep-alive" : "close"),
        };
        var body = exchange.Request.Method == "HEAD" ? default : answer.Body;
        await HeadIo.WriteAsync(client, head, body, cancellation).ConfigureAwait(false);
        hop.Log(exchange, exchange.Note is null ? $"{head.StatusCode} by the hop itself" : $"{head.StatusCode} by the hop itself ({exchange.Note})");
        if (!keep)
            await LeaveAsync(cancellation).ConfigureAwait(false);
        return keep;
    }

    // Closing with unread bytes (a refused upload, early frames) would send RST and take the answer with it.
    private async Task LeaveAsync(CancellationToken cancellation)
    {
        await client.EndSendingAsync().ConfigureAwait(false);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        enough.CancelAfter(TimeSpan.FromSeconds(2));
        await client.DrainAsync(enough.Token).ConfigureAwait(false);
    }

    private async ValueTask<ResponseHead> ThroughFaultsAsync(Exchange exchange, ResponseHead head, CancellationToken cancellation)
    {
        foreach (var fault in hop.Faults.OfType<IAnswerFault>())
            head = await fault.OnAnswerAsync(exchange, head, cancellation).ConfigureAwait(false);
        return head;
    }

    private static ResponseHead EndToEnd(ResponseHead head)
    {
        var headers = s_hopByHop.Aggregate(head.Headers, (lines, name) => lines.Without(name));
        return head with { Headers = headers };
    }
}
