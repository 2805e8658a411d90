using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Http;
using Wayleave.Server.Admission;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Listening;
using Wayleave.Server.Requests;
using Wayleave.Server.Serving;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Carry;

/// <summary>The carrier's ordinary requests: those that open sessions, those that stream or poll, and those that bring what pages send.</summary>
/// <param name="sessions">The sessions.</param>
/// <param name="world">The world as it is now.</param>
/// <param name="limits">The limits on addresses.</param>
/// <param name="forwarding">Answers what is refused, and tells of what was served.</param>
/// <param name="time">The clock.</param>
internal sealed class CarryRequests(CarrySessions sessions, Func<World> world, AddressLimits limits, RequestForwarding forwarding, TimeProvider time)
{
    // What an app does not take in this time the page sends again later: no request waits long at hops.
    private static readonly TimeSpan s_bringing = TimeSpan.FromSeconds(5);

    /// <inheritdoc cref="CarrySessions.TryRead"/>
    public bool TryRead(World world, string target, [NotNullWhen(true)] out CarryTarget? carried) => sessions.TryRead(world, target, out carried);

    /// <summary>Serves a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="received">What reception made of it, without the reserved member.</param>
    /// <param name="target">What its target says.</param>
    /// <param name="connection">The connection that it came on.</param>
    public async Task ServeAsync(HttpContext context, Received received, CarryTarget target, ClientConnection connection)
    {
        var began = time.GetTimestamp();
        if (CarryRules.Post(received.Request.Method, received.Request.Headers) is { } refusal)
        {
            await forwarding.RefuseAsync(context, refusal, received).ConfigureAwait(false);
            return;
        }

        if (target.Verb == CarryVerb.Open && !CarryRules.Carries(received))
        {
            await AnswerAsync(context, OpenAnswer.Off).ConfigureAwait(false);
            return;
        }

        if (limits.WaitForCarryRequest(received.Client.Address, world().Settings.Limits) is { } wait)
        {
            // What is no answer to it a page takes for that of another server, which carries nothing.
            if (target.Verb == CarryVerb.Open)
                await AnswerAsync(context, OpenAnswer.Wait(wait)).ConfigureAwait(false);
            else
                await forwarding.RefuseAsync(context, CarryRules.TooMany(wait), received).ConfigureAwait(false);
            return;
        }

        var refused = target.Verb switch
        {
            CarryVerb.Open => await OpenAsync(context, received, target, connection).ConfigureAwait(false),
            CarryVerb.WebSocket => CarryRules.Unsound,
            _ => await CarryAsync(context, received, target.Verb).ConfigureAwait(false),
        };
        if (refused is null)
            forwarding.Served(context, received, time.GetElapsedTime(began));
        else
            await forwarding.RefuseAsync(context, refused, received).ConfigureAwait(false);
    }

    private async Task<Refusal?> OpenAsync(HttpContext context, Received received, CarryTarget target, ClientConnection connection)
    {
        if (await ReadAsync(context).ConfigureAwait(false) is not { } body)
            return CarryRules.TooLarge;
        if (OpenBody.Read(body) is not { } asked)
            return CarryRules.Unsound;
        var headers = received.Request.Headers;
        if (UpgradeRules.Origin(received) is { } refusal)
        {
            await AnswerAsync(context, OpenAnswer.Refused(refusal.Status)).ConfigureAwait(false);
            return null;
        }

        var entry = await sessions.EnterAsync(target.Id, received, CarriedHandshake.Of(headers, target.Target, asked.Protocols), connection, context.RequestAborted).ConfigureAwait(false);
        if (entry.Socket is not { } socket || !socket.Session.Bond.Admits(asked.Secret, new PageSigns(headers)))
        {
            var none = entry.Wait is { } wait ? OpenAnswer.Wait(wait) : entry.Refused is { } status ? OpenAnswer.Refused(status) : OpenAnswer.Gone;
            await AnswerAsync(context, none).ConfigureAwait(false);
            return null;
        }

        var outcome = await socket.Client.Outcome.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        foreach (var cookie in outcome.SetCookies.Concat(sessions.Cookies.SetFor(received)))
            context.Response.Headers.Append(cookie.Name, cookie.Value);
        await AnswerAsync(context, OpenAnswer.Of(outcome, sessions.Node, socket.Session.Settings)).ConfigureAwait(false);
        return null;
    }

    private async Task<Refusal?> CarryAsync(HttpContext context, Received received, CarryVerb verb)
    {
        if (await ReadAsync(context).ConfigureAwait(false) is not { } body)
            return CarryRules.TooLarge;
        if (!PageRequest.TryRead(body, out var request))
            return CarryRules.Unsound;
        var signs = new PageSigns(received.Request.Headers);
        CarriedSocket?[] admitted = [.. request.Sessions.Select(each => Find(each, signs))];
        // What was opened before the settings changed goes on.
        if (!CarryRules.Carries(received) && admitted.All(each => each is null))
            return CarryRules.NotThere;
        var taken = 0;
        try
        {
            // Before anything of it counts, so that what is refused may come again as it is.
            for (; taken < admitted.Length; taken++)
                if (admitted[taken]?.Places.TryTake() == false)
                    return CarryRules.TooMany(s_bringing);
            CarrySession?[] carried = [.. admitted.Select((socket, number) => Hear(socket?.Session, request.Sessions[number]))];
            if (request.SaysHello && verb == CarryVerb.Up)
                foreach (var session in carried)
                    session?.Confirm();
            // An answer may last for a minute: by then nothing holds the body any more.
            var answered = request with { Items = [] };
            using (var deadline = new LinkedDeadline(s_bringing, time, context.RequestAborted))
                await BringAsync(request, carried, deadline.Token).ConfigureAwait(false);
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await new BundleCarrier(answered, carried, verb, new ItemResponse(context, verb), time).RunAsync(context.RequestAborted).ConfigureAwait(false);
            return null;
        }
        finally
        {
            foreach (var socket in admitted.AsSpan(0, taken))
                socket?.Places.Free();
        }
    }

    // One that was refused is kept for its grace, and no longer. One that is being opened may be left already.
    private CarriedSocket? Find(ListedSession listed, PageSigns signs) =>
        sessions.Find(listed.Id) is { Client.IsRefused: false } socket && socket.Session.Bond.Admits(listed.Secret, signs) ? socket : null;

    private static CarrySession? Hear(CarrySession? session, ListedSession listed)
    {
        session?.Heard();
        // Before anything of the page's is brought: an app may wait for this before it reads on.
        session?.Acknowledge(listed.Received);
        return session;
    }

    // What is for one app waits for no other one.
    private static Task BringAsync(PageRequest request, CarrySession?[] admitted, CancellationToken cancel) =>
        Task.WhenAll(request.Items.GroupBy(item => item.Session).Select(items => BringAsync(admitted[items.Key], items, cancel)));

    private static async Task BringAsync(CarrySession? session, IEnumerable<PageItem> items, CancellationToken cancel)
    {
        if (session is null)
            return;
        foreach (var item in items)
            switch (item.Kind)
            {
                case CarryItem.Piece:
                    await session.Input.BringAsync(item.Position, item.Piece, session.Settings.BufferBytes, cancel).ConfigureAwait(false);
                    break;
                case CarryItem.Ack:
                    session.Acknowledge(item.Position);
                    break;
                case CarryItem.Leave:
                    session.Leave();
                    break;
            }
    }

    private static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (context.Request.ContentLength > CarryRules.MaxBodyBytes)
            return null;
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            if (read.Buffer.Length > CarryRules.MaxBodyBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static async Task AnswerAsync(HttpContext context, byte[] json)
    {
        ItemResponse.Uncached(context.Response);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted).ConfigureAwait(false);
    }
}
