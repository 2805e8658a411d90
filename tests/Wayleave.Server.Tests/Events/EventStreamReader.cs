using System.Net.Http.Headers;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Events;

/// <summary>Server-sent events, read as a browser reads them.</summary>
/// <param name="reader">The answer's body; owned.</param>
internal sealed class EventStreamReader(StreamReader reader) : IDisposable
{
    /// <summary>Opens a stream.</summary>
    /// <param name="client">By what.</param>
    /// <param name="url">Where.</param>
    /// <param name="last">The last id; null: none.</param>
    public static async Task<EventStreamReader> OpenAsync(HttpClient client, string url, string? last = null)
    {
        var answer = await AskAsync(client, url, last);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new EventStreamReader(new StreamReader(await answer.Content.ReadAsStreamAsync()));
    }

    /// <summary>Asks for a stream.</summary>
    /// <param name="client">By what.</param>
    /// <param name="url">Where.</param>
    /// <param name="last">The last id; null: none.</param>
    /// <returns>The answer, of which the head has come.</returns>
    public static async Task<HttpResponseMessage> AskAsync(HttpClient client, string url, string? last = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (last is not null)
            request.Headers.Add("Last-Event-ID", last);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>One block, without the time to wait before coming back.</summary>
    public async Task<string> BlockAsync()
    {
        var lines = new List<string>();
        while (await LineAsync() is { Length: > 0 } line)
            if (!line.StartsWith("retry: ", StringComparison.Ordinal))
                lines.Add(line);
        return string.Join('|', lines);
    }

    /// <summary>One line; null at the end.</summary>
    public Task<string?> LineAsync() => reader.ReadLineAsync().WaitAsync(RawClient.Bound);

    public void Dispose() => reader.Dispose();
}
