using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Wayleave.Protocol.Events;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Events.Stores;

namespace Wayleave.Server.Events.Http;

/// <summary>Channels as server-sent events, for a page's <c>EventSource</c> and for curl.</summary>
/// <remarks>
/// It ends of itself after some minutes and the client comes back by its last id: a steady trickle, and no hop's limit on a response's age is
/// met by all at once.
/// </remarks>
/// <param name="plan">What the client gets.</param>
/// <param name="hub">The channels.</param>
/// <param name="time">The clock.</param>
internal sealed class EventStream(EventPlan plan, EventHub hub, TimeProvider time)
{
    private const int WriteBytes = 64 * 1024;

    private static readonly TimeSpan s_least = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan s_most = TimeSpan.FromMinutes(10);

    private readonly EventWriter _writer = new(plan);
    private readonly ArrayBufferWriter<byte> _output = new();
    private long _lastSent;

    /// <summary>How many events it has given.</summary>
    public long Events { get; private set; }

    /// <summary>Serves it to its end.</summary>
    /// <param name="context">The request.</param>
    /// <param name="stopping">The process stops: it ends, and the client comes back.</param>
    public async Task ServeAsync(HttpContext context, CancellationToken stopping)
    {
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        // nginx would gather a response until its buffers are full.
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var follower = new Follower(hub, plan.Admitted?.Subject);
        var life = s_least + ((s_most - s_least) * (RandomNumberGenerator.GetInt32(1000) / 1000.0));
        using var age = new CancellationTokenSource(life, time);
        using var session = new CancellationTokenSource();
        using var open = plan.Begin(_ => session.Cancel());
        using var over = CancellationTokenSource.CreateLinkedTokenSource(age.Token, session.Token, stopping, context.RequestAborted);
        using var heartbeat = time.CreateTimer(static state => ((Follower)state!).Wake(isHere: false), follower, plan.Heartbeat, plan.Heartbeat / 4);
        // Without all channels a place would lose those that it lacks.
        var sink = new StreamSink(_output, () => follower.Cursors.All(cursor => cursor.HasBegun) ? At(follower) : "", plan.Form);
        try
        {
            await RunAsync(response, follower, sink, over.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            await TakeLeaveAsync(response, sink).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // It has lived long enough, or nobody reads it any more.
        }
    }

    private async Task RunAsync(HttpResponse response, Follower follower, StreamSink sink, CancellationToken over)
    {
        // They are followed before the first word: an id without them would take from the client the place that it comes with.
        Cursor[] all = [.. plan.Channels.Select(follower.Follow)];
        // Each at a time of its own: those who lose their connection together do not come back together.
        Comment($"retry: {RandomNumberGenerator.GetInt32(1000, (int)plan.RetryWindow().TotalMilliseconds)}\n");
        _writer.Hello(sink, plan.Session, plan.Node, plan.Admitted?.SessionEnd - time.GetUtcNow());
        _lastSent = time.GetTimestamp();
        foreach (var cursor in all)
            while (!await TryAsync(() => BeginAsync(cursor, sink, over)).ConfigureAwait(false))
                await PauseAsync(response, follower, sink, over).ConfigureAwait(false);

        // A drop before the first event must leave an id behind to come back with.
        Comment($"id: {At(follower)}\n\n");
        foreach (var cursor in all)
        {
            while (!await TryAsync(() => DrainAsync(response, cursor, sink, over)).ConfigureAwait(false))
                await PauseAsync(response, follower, sink, over).ConfigureAwait(false);
            if (plan.Since.For(cursor.Feed.Name) is not Since.LiveOnly)
                _writer.CaughtUp(sink, cursor);
        }

        while (true)
        {
            foreach (var cursor in all)
                await TryAsync(() => DrainAsync(response, cursor, sink, over)).ConfigureAwait(false);
            await PauseAsync(response, follower, sink, over).ConfigureAwait(false);
        }
    }

    // A page that knows no control frames comes back by what its browser is told.
    private async Task TakeLeaveAsync(HttpResponse response, StreamSink sink)
    {
        var after = TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1000, (int)plan.RetryWindow().TotalMilliseconds));
        Comment($"retry: {after.TotalMilliseconds}\n");
        _writer.Reconnect(sink, after, "draining");
        try
        {
            await FlushAsync(response).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It has gone by itself.
        }
    }

    // Where the store cannot be reached, heartbeats say so, and it is asked again once there is reason to, or at the next of them.
    private static async ValueTask<bool> TryAsync(Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private async Task BeginAsync(Cursor cursor, StreamSink sink, CancellationToken over)
    {
        var since = plan.Since.For(cursor.Feed.Name);
        var outcome = await cursor.BeginAsync(since, over).ConfigureAwait(false);
        _writer.Subscribed(sink, cursor, since, outcome);
    }

    private async Task PauseAsync(HttpResponse response, Follower follower, StreamSink sink, CancellationToken over)
    {
        if (_output.WrittenCount == 0 && time.GetElapsedTime(_lastSent) >= plan.Heartbeat)
            _writer.Heartbeat(sink, time.GetUtcNow(), follower.Cursors, hub.Store.IsDegraded);
        if (_output.WrittenCount > 0)
        {
            _lastSent = time.GetTimestamp();
            await FlushAsync(response).ConfigureAwait(false);
        }

        await follower.SleepAsync(over).ConfigureAwait(false);
    }

    private async Task DrainAsync(HttpResponse response, Cursor cursor, StreamSink sink, CancellationToken over)
    {
        var from = cursor.At;
        while (await cursor.NextAsync(over).ConfigureAwait(false) is { } step)
        {
            if (step.Gap is { } gap)
                _writer.Gap(sink, cursor, from, gap);
            else
                _writer.Event(sink, step, cursor);
            Events += step.Event is null ? 0 : 1;
            if (_output.WrittenCount >= WriteBytes)
                await FlushAsync(response).ConfigureAwait(false);
            from = cursor.At;
        }
    }

    // To its end, also where the stream has lived long enough meanwhile: Kestrel resets a connection whose write is cancelled, and a browser would
    // take that for a failure.
    private async Task FlushAsync(HttpResponse response)
    {
        await response.Body.WriteAsync(_output.WrittenMemory, response.HttpContext.RequestAborted).ConfigureAwait(false);
        await response.Body.FlushAsync(response.HttpContext.RequestAborted).ConfigureAwait(false);
        _output.ResetWrittenCount();
    }

    private void Comment(string text) => _output.Write(System.Text.Encoding.ASCII.GetBytes(text));

    private string At(Follower follower) => Place.Of(follower.Cursors.Select(cursor => KeyValuePair.Create(cursor.Feed.Name, cursor.At))) + plan.PlaceSuffix;
}
