using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Tickets;
using Wayleave.Server.Admission;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events.Herd;
using Wayleave.Server.Events.Http;
using Wayleave.Server.Requests;
using Wayleave.Server.Serving;
using Wayleave.Server.Tickets.Vouching;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Tickets;

/// <summary>The path where pages ask for tickets: (1) whether the page may, (2) what is asked for, (3) who asks, (4) the ticket.</summary>
/// <param name="mint">Makes tickets.</param>
/// <param name="vouchers">Find out who asks.</param>
/// <param name="herd">Says when to come.</param>
/// <param name="forwarding">Answers what is refused, and tells of what was served.</param>
/// <param name="health">Whether we are about to stop.</param>
/// <param name="time">The clock.</param>
internal sealed class TicketDesk(TicketMint mint, Vouchers vouchers, HerdControl herd, RequestForwarding forwarding, OwnHealth health, TimeProvider time)
{
    private const int MostBytes = 16 * 1024;
    private const int GuestBytes = 12;
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 16 };

    /// <summary>Serves a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="world">The world that it sees.</param>
    /// <param name="received">What reception made of it.</param>
    public async Task ServeAsync(HttpContext context, World world, Received received)
    {
        var began = time.GetTimestamp();
        var refusal = Cors.Answer(context, received);
        if (refusal is null && Cors.IsPreflight(received))
        {
            forwarding.Served(context, received, TimeSpan.Zero);
            return;
        }

        refusal ??= Wrong(received);
        (TicketRequest? request, TimeSpan? life, string? subject) = (null, null, null);
        if (refusal is null)
            (request, life, subject, refusal) = await ReadAsync(context, received, world).ConfigureAwait(false);
        var grant = default(TicketGrant);
        if (refusal is null)
            (grant, refusal) = await GrantAsync(context, received, world, request!, life, subject).ConfigureAwait(false);
        if (refusal is null)
            refusal = await MintAsync(context, grant!, world.Settings.Events.Tickets).ConfigureAwait(false);
        if (refusal is null)
            forwarding.Served(context, received, time.GetElapsedTime(began));
        else
            await forwarding.RefuseAsync(context, refusal, received, elapsed: time.GetElapsedTime(began)).ConfigureAwait(false);
    }

    private Refusal? Wrong(Received received)
    {
        if (!HttpMethods.IsPost(received.Request.Method))
            return new Refusal(405, "tickets are asked for by POST") { Lines = [new("Allow", "POST")] };
        if (!health.IsReady)
            return new Refusal(503, "this process is about to stop") { Lines = [new("Retry-After", "1")] };
        // A page of another Origin would ask with the user's cookies, and come in as the user.
        return Cors.IsOwn(received) || OriginList.IsListed(received.Match.Readers, received.Request.Headers) ? null
            : new Refusal(403, "this Origin may not ask for tickets here") { Detail = $"ticket wrong_origin: {TicketGuard.OriginOf(received)} is on no route's list" };
    }

    private static async Task<(TicketRequest? Request, TimeSpan? Life, string? Subject, Refusal? Refusal)> ReadAsync(HttpContext context, Received received, World world)
    {
        var buffer = new byte[MostBytes + 1];
        var count = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted).ConfigureAwait(false);
        if (count > MostBytes)
            return (null, null, null, new Refusal(413, $"the body is longer than {MostBytes} bytes"));
        try
        {
            using var document = JsonDocument.Parse(count == 0 ? "{}"u8.ToArray() : buffer.AsMemory(0, count), s_options);
            var body = document.RootElement;
            if (body.ValueKind != JsonValueKind.Object)
                return (null, null, null, new Refusal(400, "the body is no JSON object"));
            if (!TicketRequest.TryRead(body, world.Settings.Events.Tickets.Members.Id, out var request, out var wrong))
                return (null, null, null, new Refusal(400, wrong));
            if (!Vouchers.IsAdmin(received, world))
                return (request, null, null, null);
            TimeSpan? life = null;
            if (body.TryGetProperty("expires_in", out var seconds) && !TicketRequest.TryReadLife(seconds, out life))
                return (null, null, null, new Refusal(400, $"expires_in is a whole number of seconds from 1 to {TicketRequest.MostSeconds}"));
            return body.TryGetProperty("sub", out var sub) && sub.ValueKind == JsonValueKind.String && TicketRequest.WrongSubject(sub.GetString()!) is null
                ? (request, life, sub.GetString(), null)
                : (null, null, null, new Refusal(400, "with the admin key, sub says whose ticket it is to be"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, null, null, new Refusal(400, "the body is no JSON"));
        }
    }

    private async ValueTask<(TicketGrant? Grant, Refusal? Refusal)> GrantAsync(
        HttpContext context, Received received, World world, TicketRequest request, TimeSpan? life, string? subject)
    {
        if (subject is not null)
            return (new TicketGrant
            {
                Subject = subject, Channels = request.Channels, ConnectionId = request.ConnectionId, Holder = subject,
                SessionEnd = life is { } left ? time.GetUtcNow() + left : null,
            }, null);
        var said = await vouchers.AskAsync(received, world, context.RequestAborted).ConfigureAwait(false);
        if (said is VouchOutcome.Unknown unknown)
            return (null, new Refusal(unknown.Status, "nobody can tell now who you are") { Detail = unknown.Why, Lines = [new("Retry-After", "5")] });
        var isGuest = said is VouchOutcome.Against && world.Settings.Events.Tickets.Guests;
        if (said is VouchOutcome.Against against && !isGuest)
            return (null, new Refusal(against.Status, against.Status == 403 ? "forbidden" : "nobody vouches for you")
            {
                Detail = against.Why,
                // RFC 9110 §15.5.2: a 401 says what would do.
                Lines = against.Status == 401 ? [new("WWW-Authenticate", "Bearer")] : Wayleave.Protocol.Http.HeaderLines.Empty,
            });
        var vouched = said as VouchOutcome.For ?? Guest();
        if (request.Channels is { } asked && !asked.All(channel => vouched.Channels is { } allowed && allowed.Any(pattern => pattern.Covers(channel))))
            return (null, new Refusal(403, "a ticket for these channels is not yours to have") { Detail = $"ticket wrong_channel: {vouched.Subject} asks for more than is vouched for" });
        return (new TicketGrant
        {
            Subject = vouched.Subject, Channels = request.Channels ?? vouched.Channels, ConnectionId = request.ConnectionId, Origin = TicketGuard.OriginOf(received),
            SessionEnd = vouched.SessionEnd,
            // Each guest is somebody else; the address that asks is not.
            Holder = isGuest ? $"guest {received.Client.Address}" : vouched.Subject,
        }, null);
    }

    private static VouchOutcome.For Guest() =>
        new($"guest-{System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(GuestBytes))}", null, null);

    private async ValueTask<Refusal?> MintAsync(HttpContext context, TicketGrant grant, TicketSettings settings)
    {
        var (ticket, refusal) = await mint.MintAsync(grant, settings.Ttl, context.RequestAborted).ConfigureAwait(false);
        if (ticket is null)
            return refusal;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        var json = new Utf8JsonWriter(context.Response.BodyWriter);
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartObject();
            if (grant.ConnectionId is not null)
                json.WriteString(settings.Members.Id, grant.ConnectionId);
            json.WriteString(settings.Members.Token, ticket);
            json.WriteNumber("expires_in", (long)settings.Ttl.TotalSeconds);
            // More come than are let in: whoever has a ticket need not stand in the row.
            if (herd.ConnectAfter is { Ticks: > 0 } after)
                json.WriteNumber("connect_after_ms", (long)Math.Ceiling(after.TotalMilliseconds));
            json.WriteEndObject();
            await json.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }

        return null;
    }
}
