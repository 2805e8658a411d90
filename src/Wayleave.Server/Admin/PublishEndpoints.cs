using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Wayleave.Protocol.Events;
using Wayleave.Server.Events.Stores;

namespace Wayleave.Server.Admin;

/// <summary><c>POST /channels/{name}</c> and <c>POST /channels:batch</c>: with the answer, an event is safe in the store.</summary>
/// <param name="services">What it touches.</param>
internal sealed class PublishEndpoints(AdminServices services)
{
    private const int MaxKeyLength = 200;
    private const int MaxBatch = 1000;
    private const int MaxBatchBytes = 16 * 1024 * 1024;

    private static readonly AdminProblem s_stopping = new(503, "this process is about to stop", "publish again in a moment, with the same Idempotency-Key");

    /// <summary>Publishes the body: any JSON value, or, as <c>text/plain</c>, any text.</summary>
    public async Task PublishAsync(HttpContext context, string given)
    {
        var problem = WrongName(given);
        if (problem is null)
        {
            var body = await ReadAsync(context, services.Hub.PolicyOf(given).MaxMessageBytes).ConfigureAwait(false);
            var isText = context.Request.ContentType?.StartsWith("text/", StringComparison.OrdinalIgnoreCase) == true;
            var key = context.Request.Headers["Idempotency-Key"];
            problem = key.Count > 1 ? new AdminProblem(400, "an Idempotency-Key stands once") : WrongBody(EventPayload.Of(body), isText);
            if (problem is null)
            {
                (var outcome, problem) = await TryAsync(given, body, key.Count == 0 ? null : key.ToString(), context.RequestAborted).ConfigureAwait(false);
                if (problem is null)
                {
                    await AdminAnswers.SendAsync(context, 201, json => Write(json, outcome)).ConfigureAwait(false);
                    return;
                }
            }
        }

        await AdminAnswers.SendAsync(context, problem).ConfigureAwait(false);
    }

    /// <summary>Publishes several, one after the other: <c>{"events":[{"channel":…,"data":…,"key":…}]}</c>. Each has its own answer, in the same order.</summary>
    public async Task BatchAsync(HttpContext context, string given)
    {
        var body = await ReadAsync(context, MaxBatchBytes).ConfigureAwait(false);
        if (!TryParse(body, out var document, out var problem))
        {
            await AdminAnswers.SendAsync(context, problem!).ConfigureAwait(false);
            return;
        }

        using (document)
        {
            var outcomes = new List<(PublishOutcome Outcome, AdminProblem? Problem)>();
            foreach (var each in document!.RootElement.GetProperty("events").EnumerateArray())
                outcomes.Add(await PublishOneAsync(each, context.RequestAborted).ConfigureAwait(false));
            await AdminAnswers.SendAsync(context, 200, json =>
            {
                json.WriteStartArray("results");
                foreach (var (outcome, wrong) in outcomes)
                {
                    json.WriteStartObject();
                    if (wrong is null)
                        Write(json, outcome);
                    else
                        AdminAnswers.WriteProblem(json, wrong);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }).ConfigureAwait(false);
        }
    }

    private async Task<(PublishOutcome Outcome, AdminProblem? Problem)> PublishOneAsync(JsonElement given, CancellationToken cancellationToken)
    {
        if (given.ValueKind != JsonValueKind.Object || AdminBody.Text(given, "channel") is not { } channel || !given.TryGetProperty("data", out var data))
            return (default, new AdminProblem(400, "an event of a batch has a channel and data", """{"channel":"user:7:events","data":{"type":"done"},"key":"optional"}"""));
        if (WrongName(channel) is { } wrong)
            return (default, wrong);
        // As the bytes are: they stay in the channel's history behind the request.
        var bytes = JsonMarshal.GetRawUtf8Value(data).ToArray();
        if (bytes.Length > services.Hub.PolicyOf(channel).MaxMessageBytes)
            return (default, new AdminProblem(413, $"the event has {bytes.Length} bytes", $"max_message of its channel is {services.Hub.PolicyOf(channel).MaxMessageBytes}"));
        try
        {
            return await TryAsync(channel, bytes, AdminBody.Text(given, "key"), cancellationToken).ConfigureAwait(false);
        }
        catch (StoreUnavailableException e)
        {
            // Those before it are published, and the publisher must hear of them.
            return (default, AdminTable.Unavailable(e));
        }
    }

    private async Task<(PublishOutcome Outcome, AdminProblem? Problem)> TryAsync(string channel, byte[] body, string? key, CancellationToken cancellationToken)
    {
        if (key is { Length: 0 or > MaxKeyLength })
            return (default, new AdminProblem(400, $"a key has 1 to {MaxKeyLength} characters"));
        if (!services.Health.IsReady)
            return (default, s_stopping);
        var outcome = await services.Hub.Store.PublishAsync(new Publication(channel, EventPayload.Of(body), services.Hub.PolicyOf(channel), key), cancellationToken).ConfigureAwait(false);
        return (outcome, outcome.IsConflict ? new AdminProblem(409, "something else was published with this Idempotency-Key") : null);
    }

    private static bool TryParse(byte[] body, out JsonDocument? document, out AdminProblem? problem)
    {
        (document, problem) = (null, null);
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException e)
        {
            problem = new AdminProblem(400, "the body is no JSON", $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
            return false;
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("events", out var events)
            && events.ValueKind == JsonValueKind.Array && events.GetArrayLength() is >= 1 and <= MaxBatch)
            return true;
        document.Dispose();
        (document, problem) = (null, new AdminProblem(400, $"a batch has 1 to {MaxBatch} events", """{"events":[{"channel":"user:7:events","data":{"type":"done"}}]}"""));
        return false;
    }

    private AdminProblem? WrongName(string channel) => ChannelEndpoints.Wrong(channel)
        ?? (services.Hub.IsKnown(channel) || services.World().Gives(channel) ? null
            : new AdminProblem(404, "no entry of events.channels names this channel, and no route gives it", "nobody could follow it; see the channel's name, or add an entry"));

    private static AdminProblem? WrongBody(EventPayload payload, bool isText) => payload.Kind switch
    {
        PayloadKind.Json or PayloadKind.JsonObject => null,
        PayloadKind.Text when isText => null,
        PayloadKind.Text => new AdminProblem(400, "the body is no JSON", "an event is any JSON value: {\"type\":\"done\"}; or a text, with Content-Type: text/plain"),
        _ => new AdminProblem(400, "the body is not in UTF-8"),
    };

    private static async Task<byte[]> ReadAsync(HttpContext context, int most)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        return body.ToArray();
    }

    private static void Write(Utf8JsonWriter json, PublishOutcome outcome)
    {
        json.WriteString("id", outcome.Position!.Value.ToString());
        if (outcome.IsRepeated)
            json.WriteBoolean("repeated", true);
    }
}
