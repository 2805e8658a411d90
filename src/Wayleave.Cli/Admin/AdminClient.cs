using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json;
using Wayleave.Cli.CommandLine;
using Wayleave.Protocol.Text;

namespace Wayleave.Cli.Admin;

/// <summary>Asks the admin address of a <c>serve</c> for something, and says what went wrong.</summary>
internal static class AdminClient
{
    private const string Default = "127.0.0.1:9180";
    private const string KeyVariable = "WAYLEAVE_ADMIN_KEY";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Where the admin address is.</summary>
    public static Option<string?> Address { get; } = new("--admin") { Description = $"The admin address of serve (default {Default})", HelpName = "ADDR" };

    /// <summary>The admin key.</summary>
    public static Option<string?> Key { get; } = new("--key")
    {
        Description = $"The key of its settings, admin: {{ key }}; better in {KeyVariable}, since others see command lines", HelpName = "KEY",
    };

    /// <summary>Reads where to ask.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="errors">Where errors go.</param>
    public static Uri? AddressOf(ParseResult parsed, List<string> errors)
    {
        string admin = parsed.GetValue(Address) ?? Default;
        if (Uri.TryCreate(admin.Contains("://", StringComparison.Ordinal) ? admin : $"http://{admin}", UriKind.Absolute, out Uri? address))
            return address;
        errors.Add($"--admin: '{Printable.Short(admin, 60)}' is no address; write {Default}");
        return null;
    }

    /// <summary>Posts JSON, and takes one text out of the answer.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="json">The body.</param>
    /// <param name="member">The answer's member that is wanted.</param>
    /// <param name="parsed">The command line, with the key.</param>
    /// <param name="idempotencyKey">The key under which it counts once; null: none.</param>
    /// <param name="surroundings">What it may touch.</param>
    /// <param name="errors">Where errors go.</param>
    /// <param name="whenOpen">What to say where nobody knows whether it was done.</param>
    /// <returns>The text; null where the answer was not what was hoped for.</returns>
    public static async Task<string?> PostAsync(
        Uri url, byte[] json, string member, ParseResult parsed, string? idempotencyKey, Surroundings surroundings, List<string> errors, string whenOpen)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = s_patience };
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(json) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (idempotencyKey is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        if ((parsed.GetValue(Key) ?? surroundings.Environment(KeyVariable)) is { Length: > 0 } key)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        try
        {
            using HttpResponseMessage answer = await client.SendAsync(request, surroundings.Interrupted).ConfigureAwait(false);
            string text = await answer.Content.ReadAsStringAsync(surroundings.Interrupted).ConfigureAwait(false);
            using var body = JsonDocument.Parse(text);
            string? Member(string name) => body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty(name, out JsonElement value) ? value.ToString() : null;
            if (answer.IsSuccessStatusCode && Member(member) is { } wanted)
                return wanted;
            string said = Member("error") is { } error ? Printable.Short(error, 200) : "not what serve would answer";
            errors.Add($"{url.Authority} answers {(int)answer.StatusCode}: {said}{((int)answer.StatusCode == 401 ? $"; give it with --key or in {KeyVariable}" : "")}");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            errors.Add($"--admin: {url.Authority}: {(e is JsonException ? "this is not the admin address of serve" : Printable.Short(e.Message, 200))}; see what serve says when it starts");
        }
        catch (OperationCanceledException)
        {
            errors.Add(surroundings.Interrupted.IsCancellationRequested ? $"interrupted: {whenOpen}" : $"{url.Authority} gave no answer within {s_patience.TotalSeconds:0} s: {whenOpen}");
        }

        return null;
    }
}
