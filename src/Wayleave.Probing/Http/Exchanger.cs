using System.Buffers;
using System.Collections.Immutable;
using Wayleave.Probing.Dialling;
using Wayleave.Protocol.Http;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Http;

/// <summary>Sends one request over a connection of its own and reads the answer.</summary>
/// <param name="context">The run.</param>
/// <param name="dialler">Opens the connection.</param>
internal sealed class Exchanger(RunContext context, Dialler dialler)
{
    // A page that streams would hold a probe until the deadline; an answer's body is only read to show it.
    private static readonly TimeSpan BodyPatience = TimeSpan.FromSeconds(1);
    private const int BodyInFacts = 4 * 1024;

    /// <summary>Told the cookies that answers set; null: nobody keeps them.</summary>
    public SetCookies? Cookies { get; init; }

    /// <summary>Carries it out.</summary>
    /// <param name="route">The way.</param>
    /// <param name="request">The request.</param>
    /// <param name="refuseBadCertificate">Whether to stop, as a browser does, where the certificate does not hold.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="wanted">How much of the body is wanted as text, in bytes; by default what the facts keep, and no wait for a slow one.</param>
    public async Task<Exchanged> SendAsync(
        ProbeRoute route, RequestHead request, bool refuseBadCertificate, CancellationToken deadline, int wanted = BodyInFacts)
    {
        var started = context.Time.GetTimestamp();
        var dialled = await dialler.DialAsync(route, DialOptions.Http11, deadline);
        var exchange = Begin(request) with
        {
            Address = dialled.Address,
            ConnectedMs = dialled.ConnectedMs,
            SecuredMs = dialled.SecuredMs,
            Failure = dialled.Failure,
            NotHttpBytes = dialled.NotTlsBytes.IsEmpty ? null : Convert.ToHexStringLower(dialled.NotTlsBytes.Span),
        };
        if (dialled.Stream is not { } stream)
            return new Exchanged(exchange);
        if (refuseBadCertificate && dialled.Tls is { Flaws.IsEmpty: false } tls)
        {
            await stream.DisposeAsync();
            var text = $"a browser stops here: the certificate does not hold ({string.Join(", ", tls.Flaws)})";
            return new Exchanged(exchange with { Failure = new Failure(FailureStage.Tls, FailureKind.CertificateInvalid, text) });
        }

        var sendFailure = await WriteAsync(stream, request, deadline);
        var reader = new AnswerReader(stream, context, started);
        // Even where the request could not be written whole: a server that refuses early has answered before it hung up.
        var head = await reader.ReadHeadAsync(deadline);
        exchange = exchange with
        {
            FirstByteMs = reader.FirstByteMs,
            NotHttpBytes = reader.NotHttpBytes,
            Failure = head is null ? (reader.FirstByteMs is null ? sendFailure : null) ?? reader.Failure : null,
        };
        if (head is null)
        {
            await stream.DisposeAsync();
            return new Exchanged(exchange);
        }

        exchange = exchange with
        {
            Version = head.Version == HttpVersion.Http10 ? "HTTP/1.0" : "HTTP/1.1",
            Status = head.StatusCode,
            Reason = head.ReasonPhrase,
            ResponseHeaders = [.. head.Headers.Select(line => new HeaderField(line.Name, line.Value))],
        };
        Cookies?.Note(route, exchange);
        if (head.StatusCode == 101)
            return new Exchanged(exchange) { Head = head, Stream = stream, Leftover = reader.Leftover };

        using var patience = context.Deadline(wanted > BodyInFacts ? context.Options.Timeout : BodyPatience, deadline);
        var body = await reader.ReadBodyAsync(head, request.Method, wanted, patience.Token);
        await stream.DisposeAsync();
        var cut = body.Text.Length > BodyInFacts;
        return new Exchanged(exchange with
        {
            Body = cut ? body.Text[..BodyInFacts] : body.Text,
            BodyCut = cut || body.Cut,
            Failure = reader.Failure,
        })
        { Head = head, Text = body.Text };
    }

    /// <summary>The record of a request that has no answer yet.</summary>
    public static HttpExchange Begin(RequestHead request) => new()
    {
        Method = request.Method,
        Path = request.Target,
        RequestHeaders = [.. request.Headers.Select(line => new HeaderField(line.Name, line.Value))],
    };

    private static async Task<Failure?> WriteAsync(Stream stream, RequestHead request, CancellationToken deadline)
    {
        var bytes = new ArrayBufferWriter<byte>();
        HeadWriter.Write(bytes, request);
        try
        {
            await stream.WriteAsync(bytes.WrittenMemory, deadline);
            await stream.FlushAsync(deadline);
            return null;
        }
        catch (Exception exception) when (Failures.IsExpected(exception))
        {
            return Failures.Of(exception, FailureStage.Send);
        }
    }
}
