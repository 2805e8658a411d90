using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Events;
using Wayleave.Server.Events.Hub;

namespace Wayleave.Server.Events.Http;

/// <summary>Where channels are now: for who loads a state and follows its changes from before it was loaded.</summary>
internal static class EventHead
{
    /// <summary>Answers with the place of each channel, and all of them in one word to come back with.</summary>
    /// <param name="context">The request.</param>
    /// <param name="plan">The channels.</param>
    /// <param name="hub">All channels.</param>
    public static async Task AnswerAsync(HttpContext context, EventPlan plan, EventHub hub)
    {
        var heads = new List<KeyValuePair<string, EventPosition>>();
        foreach (var channel in plan.Channels)
        {
            var page = await hub.Store.ReadAsync(channel, hub.PolicyOf(channel), EventPosition.MaxOffset, 1, context.RequestAborted).ConfigureAwait(false);
            heads.Add(KeyValuePair.Create(channel, page.Head));
        }

        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartObject("at");
            foreach (var (channel, at) in heads)
                json.WriteString(channel, at.ToString());
            json.WriteEndObject();
            json.WriteString("next", Place.Of(heads) + plan.PlaceSuffix);
            json.WriteEndObject();
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.WrittenCount;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
    }
}
