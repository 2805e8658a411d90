using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Tickets;
using Wayleave.Server.Tickets;
using Wayleave.Server.Tickets.Revoking;

namespace Wayleave.Server.Admin;

/// <summary><c>POST /tickets</c> and <c>POST /tickets/revoke</c>: for the app itself, which knows whom it speaks of.</summary>
/// <param name="services">What they touch.</param>
internal sealed class TicketEndpoints(AdminServices services)
{
    private static readonly AdminProblem s_tooMany = new(
        503, $"{IRevocations.Most} revocations are remembered already: tickets that waited are revoked, what is open is not", "revoke by subject rather than by ticket");

    /// <summary>Mints a ticket for any subject.</summary>
    public async Task MintAsync(HttpContext context, string given)
    {
        var (body, problem) = await AdminBody.ReadAsync(context, "sub", "channels", "id", "expires_in").ConfigureAwait(false);
        var grant = problem is null ? Read(body, out problem) : null;
        if (problem is not null)
        {
            await AdminAnswers.SendAsync(context, problem).ConfigureAwait(false);
            return;
        }

        var ttl = services.World().Settings.Events.Tickets.Ttl;
        var (ticket, refusal) = await services.Tickets.MintAsync(grant!, ttl, context.RequestAborted).ConfigureAwait(false);
        if (refusal is not null)
        {
            context.Response.Headers.RetryAfter = refusal.Lines.First("Retry-After");
            await AdminAnswers.SendAsync(context, new AdminProblem(refusal.Status, refusal.Words, refusal.Detail is { } detail ? [detail] : [])).ConfigureAwait(false);
            return;
        }

        await AdminAnswers.SendAsync(context, 201, json =>
        {
            json.WriteString("ticket", ticket);
            json.WriteNumber("expires_in", (long)ttl.TotalSeconds);
        }).ConfigureAwait(false);
    }

    /// <summary>Makes a ticket good for nothing, or all that a subject has waiting, and ends what they have opened.</summary>
    public async Task RevokeAsync(HttpContext context, string given)
    {
        var (body, problem) = await AdminBody.ReadAsync(context, "ticket", "sub").ConfigureAwait(false);
        var (ticket, subject) = (AdminBody.Text(body, "ticket"), AdminBody.Text(body, "sub"));
        if (problem is null && (ticket is null) == (subject is null))
            problem = new AdminProblem(400, "which tickets is to be said", """{"ticket": "…"}""", """{"sub": "42"}""");
        var hash = "";
        if (problem is null && ticket is not null && !TicketText.TryHash(ticket, out hash!))
            problem = new AdminProblem(400, "this is no ticket");
        if (problem is not null)
        {
            await AdminAnswers.SendAsync(context, problem).ConfigureAwait(false);
            return;
        }

        var store = services.Tickets.Store;
        var count = subject is not null ? await store.RevokeAllAsync(subject, context.RequestAborted).ConfigureAwait(false)
            : await store.RevokeAsync(hash, context.RequestAborted).ConfigureAwait(false) ? 1 : 0;
        // Behind that: nothing can be opened in between that is older than the revocation, and not ended by it.
        var of = subject is not null ? Revocation.OfSubject(subject) : Revocation.OfTicket(hash);
        if (await services.Sessions.RevokeAsync(of, context.RequestAborted).ConfigureAwait(false))
            await AdminAnswers.SendAsync(context, 200, json => json.WriteNumber("revoked", count)).ConfigureAwait(false);
        else
            await AdminAnswers.SendAsync(context, s_tooMany).ConfigureAwait(false);
    }

    private TicketGrant? Read(JsonElement body, out AdminProblem? problem)
    {
        problem = null;
        TimeSpan? life = null;
        if (AdminBody.Text(body, "sub") is not { } subject || TicketRequest.WrongSubject(subject) is not null)
            problem = new AdminProblem(400, "whose ticket it is to be is to be said", """{"sub": "42"}""");
        else if (body.TryGetProperty("expires_in", out var seconds) && !TicketRequest.TryReadLife(seconds, out life))
            problem = new AdminProblem(400, $"expires_in is a whole number of seconds from 1 to {TicketRequest.MostSeconds}");
        else if (!TicketRequest.TryRead(body, "id", out var request, out var wrong))
            problem = new AdminProblem(400, wrong);
        else
            return new TicketGrant
            {
                Subject = subject, Channels = request.Channels, ConnectionId = request.ConnectionId, Holder = subject,
                SessionEnd = life is { } time ? services.Time.GetUtcNow() + time : null,
            };
        return null;
    }
}
