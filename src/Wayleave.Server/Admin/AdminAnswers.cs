using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Wayleave.Server.Admin;

/// <summary>How the admin address answers: JSON, never kept, never taken for anything else.</summary>
internal static class AdminAnswers
{
    /// <summary>The media type.</summary>
    public const string Json = "application/json";

    /// <summary>The media type of what is wrong.</summary>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</seealso>
    public const string Problem = "application/problem+json";

    /// <summary>How JSON is written: for people at curl too. What browsers could misread is answered with its type and nosniff.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Puts the lines on an answer that each one has.</summary>
    /// <param name="response">The answer.</param>
    public static void Prepare(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
    }

    /// <summary>Answers with a JSON object.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="write">Writes its properties.</param>
    /// <param name="type">The media type.</param>
    public static async Task SendAsync(HttpContext context, int status, Action<Utf8JsonWriter> write, string type = Json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        var json = new Utf8JsonWriter(context.Response.BodyWriter, Options);
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
            await json.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }

        await context.Response.BodyWriter.WriteAsync("\n"u8.ToArray(), context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Answers with what is wrong.</summary>
    /// <param name="context">The request.</param>
    /// <param name="problem">What is.</param>
    public static Task SendAsync(HttpContext context, AdminProblem problem)
    {
        if (problem.Allow is { } allow)
            context.Response.Headers.Allow = allow;
        return SendAsync(context, problem.Status, json => WriteProblem(json, problem), Problem);
    }

    /// <summary>Writes what is wrong: the members of RFC 9457, and the details one by one.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="problem">What is.</param>
    public static void WriteProblem(Utf8JsonWriter json, AdminProblem problem)
    {
        json.WriteNumber("status", problem.Status);
        json.WriteString("title", problem.Error);
        if (!problem.Details.IsEmpty)
            json.WriteString("detail", string.Join("; ", problem.Details));
        json.WriteString("error", problem.Error);
        WriteList(json, "details", problem.Details);
    }

    /// <summary>Writes a list of texts.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="name">The property.</param>
    /// <param name="texts">The texts.</param>
    public static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
