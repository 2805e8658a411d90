using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Events;
using Wayleave.Server.Events.Stores;

namespace Wayleave.Server.Admin;

/// <summary><c>/channels/{name}</c>: looking at channels.</summary>
/// <param name="services">What it touches.</param>
internal sealed class ChannelEndpoints(AdminServices services)
{
    private const int MaxPage = 1000;

    /// <summary>What is wrong with a channel's name; null if nothing.</summary>
    /// <param name="channel">The name.</param>
    public static AdminProblem? Wrong(string channel)
    {
        var violation = ChannelName.Check(channel);
        return violation == ChannelNameViolation.None ? null : new AdminProblem(400, $"this is no channel's name: {violation.Describe()}");
    }

    /// <summary>Shows where a channel is.</summary>
    public async Task ShowAsync(HttpContext context, string given)
    {
        if (Wrong(given) is { } wrong)
        {
            await AdminAnswers.SendAsync(context, wrong).ConfigureAwait(false);
            return;
        }

        var page = await services.Hub.Store.ReadAsync(given, services.Hub.PolicyOf(given), 0, int.MaxValue, context.RequestAborted).ConfigureAwait(false);
        var present = await services.Hub.Presences.Store.ReadAsync(given).ConfigureAwait(false);
        var (subscribers, silentNodes) = services.OtherNodes is { } nodes
            ? await nodes.CountAsync(given, context.RequestAborted).ConfigureAwait(false)
            : (services.Hub.FollowersOf(given), 0);
        await AdminAnswers.SendAsync(context, 200, json =>
        {
            json.WriteString("channel", given);
            json.WriteString("head", page.Head.ToString());
            AdminAnswers.WriteList(json, "present", present ?? []);
            json.WriteNumber("retained", page.Events.Length);
            json.WriteNumber("subscribers", subscribers);
            json.WriteNumber("silent_nodes", silentNodes);
        }).ConfigureAwait(false);
    }

    /// <summary>Shows what is retained behind <c>?after=OFFSET</c>, <c>?limit=N</c> events at most.</summary>
    public async Task HistoryAsync(HttpContext context, string given)
    {
        var (after, limit) = (Number(context, "after", 0), Number(context, "limit", 100));
        var problem = Wrong(given) ?? (after is null || limit is null or < 1 or > MaxPage ? new AdminProblem(400, $"after is an offset, and limit from 1 to {MaxPage}") : null);
        if (problem is not null)
        {
            await AdminAnswers.SendAsync(context, problem).ConfigureAwait(false);
            return;
        }

        var page = await services.Hub.Store.ReadAsync(given, services.Hub.PolicyOf(given), after!.Value, (int)limit!.Value, context.RequestAborted).ConfigureAwait(false);
        await AdminAnswers.SendAsync(context, 200, json =>
        {
            json.WriteString("channel", given);
            json.WriteString("head", page.Head.ToString());
            json.WriteStartArray("events");
            foreach (var stored in page.Events)
                Write(json, stored);
            json.WriteEndArray();
        }).ConfigureAwait(false);
    }

    /// <summary>Forgets a channel's events.</summary>
    public async Task DeleteAsync(HttpContext context, string given)
    {
        var problem = Wrong(given)
            ?? (await services.Hub.Store.DeleteAsync(given, context.RequestAborted).ConfigureAwait(false) ? null : new AdminProblem(404, "nothing was ever published there"));
        if (problem is null)
            await AdminAnswers.SendAsync(context, 200, json => json.WriteString("deleted", given)).ConfigureAwait(false);
        else
            await AdminAnswers.SendAsync(context, problem).ConfigureAwait(false);
    }

    private static long? Number(HttpContext context, string name, long otherwise)
    {
        var text = context.Request.Query[name].ToString();
        return text.Length == 0 ? otherwise : long.TryParse(text, out var value) && value >= 0 ? value : null;
    }

    private static void Write(Utf8JsonWriter json, StoredEvent stored)
    {
        json.WriteStartObject();
        json.WriteString("id", stored.Position.ToString());
        json.WriteString("at", stored.At.UtcDateTime);
        json.WritePropertyName("data");
        if (stored.Payload.Kind is PayloadKind.Json or PayloadKind.JsonObject)
            json.WriteRawValue(stored.Payload.Bytes.Span, skipInputValidation: true);
        else if (stored.Payload.Kind == PayloadKind.Text)
            json.WriteStringValue(stored.Payload.Bytes.Span);
        else
            json.WriteBase64StringValue(stored.Payload.Bytes.Span);
        json.WriteEndObject();
    }
}
