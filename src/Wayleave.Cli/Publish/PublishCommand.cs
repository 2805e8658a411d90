using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Wayleave.Cli.CommandLine;
using Wayleave.Protocol.Events;
using Wayleave.Protocol.Text;

namespace Wayleave.Cli.Publish;

/// <summary><c>wayleave publish</c>: what <c>POST /channels/{name}</c> does, from a shell.</summary>
internal static class PublishCommand
{
    private const string DefaultAdmin = "127.0.0.1:9180";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private static readonly Argument<string> s_channel = new("CHANNEL") { Description = "The channel, such as user:7:events" };

    private static readonly Argument<string?> s_json = new("JSON")
    {
        Description = "The event, any JSON value; not given, or -: what comes on standard input", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> s_admin = new("--admin") { Description = $"The admin address of serve (default {DefaultAdmin})", HelpName = "ADDR" };

    private static readonly Option<string?> s_key = new("--key")
    {
        Description = "Publish once under this key, however often it is tried within ten minutes", HelpName = "KEY",
    };

    /// <summary>Makes the command.</summary>
    /// <param name="surroundings">What it may touch.</param>
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("publish", "Publish an event to those who follow a channel, and print its id.") { s_channel, s_json, s_admin, s_key };
        command.SetAction(async (parsed, _) =>
        {
            var errors = new List<string>();
            string channel = parsed.GetValue(s_channel)!;
            string admin = parsed.GetValue(s_admin) ?? DefaultAdmin;
            string given = parsed.GetValue(s_json) ?? "-";
            byte[] json = Encoding.UTF8.GetBytes(given == "-" ? await surroundings.Input.ReadToEndAsync(surroundings.Interrupted).ConfigureAwait(false) : given);
            if (ChannelName.Check(channel) is not ChannelNameViolation.None and var violation)
                errors.Add($"CHANNEL: '{Printable.Short(channel, 60)}' is no channel's name: {violation.Describe()}");
            if (EventPayload.Of(json).Kind is not (PayloadKind.Json or PayloadKind.JsonObject))
                errors.Add($"JSON: '{Printable.Short(given, 60)}' is no JSON; write {{\"type\":\"done\"}}, or a text in quotes: '\"done\"'");
            if (!Uri.TryCreate(admin.Contains("://", StringComparison.Ordinal) ? admin : $"http://{admin}", UriKind.Absolute, out Uri? address))
                errors.Add($"--admin: '{Printable.Short(admin, 60)}' is no address; write {DefaultAdmin}");
            if (errors.Count == 0 && await SendAsync(address!, channel, json, parsed.GetValue(s_key), surroundings, errors).ConfigureAwait(false) is { } id)
            {
                await surroundings.Output.WriteLineAsync(id).ConfigureAwait(false);
                return ExitStatus.Fine;
            }

            return await BadUsage.ReportAsync("publish", [], errors, surroundings).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<string?> SendAsync(Uri admin, string channel, byte[] json, string? key, Surroundings surroundings, List<string> errors)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = s_patience };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(admin, $"/channels/{Uri.EscapeDataString(channel)}")) { Content = new ByteArrayContent(json) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (key is not null && !request.Headers.TryAddWithoutValidation("Idempotency-Key", key))
            errors.Add("--key: a key is a line of text");
        try
        {
            using HttpResponseMessage answer = await client.SendAsync(request, surroundings.Interrupted).ConfigureAwait(false);
            string text = await answer.Content.ReadAsStringAsync(surroundings.Interrupted).ConfigureAwait(false);
            using var body = JsonDocument.Parse(text);
            if (answer.IsSuccessStatusCode && body.RootElement.TryGetProperty("id", out JsonElement id))
                return id.GetString();
            errors.Add($"{admin.Authority} answers {(int)answer.StatusCode}: {(body.RootElement.TryGetProperty("error", out JsonElement error) ? Printable.Short(error.ToString(), 200) : "not what serve would answer")}");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            errors.Add($"--admin: {admin.Authority}: {(e is JsonException ? "this is not the admin address of serve" : Printable.Short(e.Message, 200))}; see what serve says when it starts");
        }
        catch (OperationCanceledException)
        {
            errors.Add(surroundings.Interrupted.IsCancellationRequested ? "interrupted: whether it was published is open" : $"{admin.Authority} gave no answer within {s_patience.TotalSeconds:0} s: whether it was published is open; try again with the same --key");
        }

        return null;
    }
}
