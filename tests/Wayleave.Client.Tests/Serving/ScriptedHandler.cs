using System.Net;
using System.Text;

namespace Wayleave.Client.Tests.Serving;

/// <summary>A server in memory: answers each request by the next of its answers.</summary>
internal sealed class ScriptedHandler(params Func<HttpRequestMessage, HttpResponseMessage>[] answers) : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, HttpResponseMessage>> _answers = new(answers);

    /// <summary>What was asked: address and credentials.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>A stream of events; behind these frames it ends, or nothing more comes.</summary>
    public static Func<HttpRequestMessage, HttpResponseMessage> Stream(bool ends, params string[] frames) =>
        Answer(HttpStatusCode.OK, () => new StreamContent(new FrameStream(frames.Select(frame => $"data: {frame}\n\n"), ends)), "text/event-stream");

    /// <summary>A status without a body.</summary>
    public static Func<HttpRequestMessage, HttpResponseMessage> Status(HttpStatusCode status, TimeSpan? retryAfter = null) => request =>
    {
        var response = Answer(status, () => new StringContent(""), "text/plain")(request);
        response.Headers.RetryAfter = retryAfter is { } after ? new(after) : null;
        return response;
    };

    /// <summary>JSON.</summary>
    public static Func<HttpRequestMessage, HttpResponseMessage> Json(string json) => Answer(HttpStatusCode.OK, () => new StringContent(json), "application/json");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add($"{request.RequestUri!.PathAndQuery} {request.Headers.Authorization}".TrimEnd());
        return Task.FromResult(_answers.Dequeue()(request));
    }

    private static Func<HttpRequestMessage, HttpResponseMessage> Answer(HttpStatusCode status, Func<HttpContent> content, string type) => request =>
    {
        var response = new HttpResponseMessage(status) { Content = content(), RequestMessage = request };
        response.Content.Headers.ContentType = new(type);
        return response;
    };
}
