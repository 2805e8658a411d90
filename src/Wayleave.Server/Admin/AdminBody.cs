using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Wayleave.Server.Admin;

/// <summary>Reads the JSON object of a request.</summary>
internal static class AdminBody
{
    private static readonly JsonElement s_empty = JsonDocument.Parse("{}").RootElement;

    /// <summary>The object; an empty one where there is no body.</summary>
    /// <param name="context">The request.</param>
    /// <param name="known">The properties that it may have.</param>
    /// <returns>The object, or what is wrong with it.</returns>
    public static async Task<(JsonElement Body, AdminProblem? Problem)> ReadAsync(HttpContext context, params string[] known)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted).ConfigureAwait(false);
        if (bytes.Length == 0)
            return (s_empty, null);
        try
        {
            using var document = JsonDocument.Parse(bytes.ToArray());
            var body = document.RootElement.Clone();
            if (body.ValueKind != JsonValueKind.Object)
                return (s_empty, new AdminProblem(400, "the body is no JSON object"));
            // A misspelt key that is passed over does something else than was meant.
            var unknown = body.EnumerateObject().Select(property => property.Name).FirstOrDefault(name => !known.Contains(name));
            return (body, unknown is null ? null : new AdminProblem(400, $"'{unknown}' is not known here", [.. known]));
        }
        catch (JsonException e)
        {
            return (s_empty, new AdminProblem(400, "the body is no JSON", $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}"));
        }
    }

    /// <summary>A text of the object; null if it is not there, or is no text.</summary>
    /// <param name="body">The object.</param>
    /// <param name="name">The property.</param>
    public static string? Text(JsonElement body, string name)
    {
        try
        {
            return body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, as in "\ud800", is sound JSON (RFC 8259 §8.2) and no text.
            return null;
        }
    }
}
