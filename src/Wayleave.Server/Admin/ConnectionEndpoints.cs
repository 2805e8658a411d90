using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Relay;
using Wayleave.Server.Events.Sockets;
using Wayleave.Server.Relaying;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Admin;

/// <summary><c>GET /connections</c>, <c>GET</c> and <c>DELETE /connections/{id}</c>.</summary>
/// <param name="services">What they show and touch.</param>
internal sealed class ConnectionEndpoints(AdminServices services)
{
    // As much as is held of a list before it goes out: tens of thousands of sockets need no more.
    private const int ChunkBytes = 32 * 1024;

    /// <summary>Lists the open sockets; with <c>?route=NAME</c>, those of that route.</summary>
    public async Task ListAsync(HttpContext context, string given)
    {
        var route = context.Request.Query["route"].ToString();
        context.Response.ContentType = AdminAnswers.Json;
        var output = context.Response.BodyWriter;
        var json = new Utf8JsonWriter(output, AdminAnswers.Options);
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartArray();
            foreach (var write in Writers(route))
            {
                json.WriteStartObject();
                write(json);
                json.WriteEndObject();
                if (json.BytesPending < ChunkBytes)
                    continue;
                await json.FlushAsync(context.RequestAborted).ConfigureAwait(false);
                await output.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            }

            json.WriteEndArray();
            await json.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }

        await output.WriteAsync("\n"u8.ToArray(), context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Shows one.</summary>
    public Task ShowAsync(HttpContext context, string given) => Find(given) switch
    {
        ({ } live, _) => AdminAnswers.SendAsync(context, 200, json => ConnectionJson.Write(json, live)),
        (_, { } live) => AdminAnswers.SendAsync(context, 200, json => Write(json, live)),
        _ => AdminAnswers.SendAsync(context, Unknown(given)),
    };

    /// <summary>Closes one: its client gets a close frame, and the app the client's answer.</summary>
    public async Task CloseAsync(HttpContext context, string given)
    {
        var (body, problem) = await AdminBody.ReadAsync(context, "code", "reason").ConfigureAwait(false);
        var order = CloseOrder.Default;
        problem ??= CloseOrder.Read(body, out order);
        var (tunnel, events) = Find(given);
        if ((tunnel is null && events is null) || problem is not null)
        {
            await AdminAnswers.SendAsync(context, problem ?? Unknown(given)).ConfigureAwait(false);
            return;
        }

        var id = tunnel?.Info.Id ?? events!.Id;
        services.Say(new GatewayNotice(false, $"the admin closes socket {id} with {(int)order.Code}"));
        tunnel?.Tunnel.Leave(EndedBy.Admin, order.Code, order.Reason);
        events?.Socket.Leave(new EventEnding("admin", (ushort)order.Code, order.Reason));
        // The close frame is on its way; the answer to it may take as long as the client does.
        await AdminAnswers.SendAsync(context, 202, json =>
        {
            json.WriteNumber("id", id);
            json.WriteNumber("code", (int)order.Code);
            json.WriteString("reason", order.Reason);
        }).ConfigureAwait(false);
    }

    private static AdminProblem Unknown(string id) => new(404, $"no socket '{id}' is open");

    private IEnumerable<Action<Utf8JsonWriter>> Writers(string route) =>
        services.Tunnels.Live.Where(live => route.Length == 0 || live.Info.Route == route).Select(live => (Action<Utf8JsonWriter>)(json => ConnectionJson.Write(json, live)))
            .Concat(services.EventSockets.Live.Where(live => route.Length == 0 || live.Route == route).Select(live => (Action<Utf8JsonWriter>)(json => Write(json, live))));

    private void Write(Utf8JsonWriter json, LiveEvents live) => ConnectionJson.Write(json, live, services.Time.GetElapsedTime(live.Opened));

    private (LiveTunnel? Tunnel, LiveEvents? Events) Find(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (services.Tunnels.Find(number), services.EventSockets.Find(number)) : default;
}
