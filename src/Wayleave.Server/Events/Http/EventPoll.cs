using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Events;
using Wayleave.Protocol.Frames;
using Wayleave.Server.Events.Hub;

namespace Wayleave.Server.Events.Http;

/// <summary>One long poll: what was published since a place, or, after a while, nothing; and from where to ask next.</summary>
/// <remarks>Nothing is remembered between two polls, so any process may answer the next one.</remarks>
/// <param name="plan">What the client gets.</param>
/// <param name="hub">The channels.</param>
/// <param name="time">The clock.</param>
internal sealed class EventPoll(EventPlan plan, EventHub hub, TimeProvider time)
{
    private const int MostBytes = 256 * 1024;

    private readonly List<byte[]> _events = [];
    private readonly EventWriter _writer = new(plan);
    private readonly Dictionary<string, EventPosition> _untold = [];
    private byte[]? _gap;
    private int _bytes;

    /// <summary>How many events it has given: none before it is answered.</summary>
    public long Events { get; private set; }

    /// <summary>Answers it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="wait">How long to wait where there is nothing.</param>
    /// <param name="stopping">The process stops: it is answered at once.</param>
    /// <exception cref="Stores.StoreUnavailableException">The store cannot be reached; nothing is answered yet.</exception>
    public async Task ServeAsync(HttpContext context, TimeSpan wait, CancellationToken stopping)
    {
        using var follower = new Follower(hub, plan.Admitted?.Subject);
        using var session = new CancellationTokenSource();
        // Nobody waits past the end of a session.
        using var open = plan.Begin(_ => session.Cancel());
        using var patience = new CancellationTokenSource(wait, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, session.Token, stopping, context.RequestAborted);
        foreach (var channel in plan.Channels)
        {
            var since = plan.Since.For(channel);
            var cursor = follower.Follow(channel);
            var outcome = await cursor.BeginAsync(since, context.RequestAborted).ConfigureAwait(false);
            if (outcome is ResumeOutcome.Gap gap && since is Since.After asked)
                Take(cursor, asked.Position, gap);
            await DrainAsync(cursor, context.RequestAborted).ConfigureAwait(false);
        }

        try
        {
            while (_events.Count == 0 && _gap is null && !over.IsCancellationRequested)
            {
                await follower.SleepAsync(over.Token).ConfigureAwait(false);
                foreach (var cursor in follower.Cursors)
                    await DrainAsync(cursor, context.RequestAborted).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            // There was nothing.
        }

        await AnswerAsync(context, Next(follower)).ConfigureAwait(false);
        Events = _events.Count;
    }

    private async Task DrainAsync(Cursor cursor, CancellationToken cancellationToken)
    {
        // What does not fit comes with the next poll, from its place.
        while (_bytes < MostBytes && _gap is null)
        {
            var from = cursor.At;
            if (await cursor.NextAsync(cancellationToken).ConfigureAwait(false) is not { } step)
                return;
            if (step.Gap is { } gap)
            {
                Take(cursor, from, gap);
                return;
            }

            var text = _writer.TextOf(step, cursor);
            _events.Add(text);
            _bytes += text.Length;
        }
    }

    private void Take(Cursor cursor, EventPosition from, ResumeOutcome.Gap gap)
    {
        if (_gap is not null)
        {
            // An answer has room for one gap: another channel's is told by the next poll, which asks from where this one did.
            _untold[cursor.Feed.Name] = from;
            return;
        }

        var text = new ArrayBufferWriter<byte>();
        ServerFrame.Gap(text, cursor.Feed.Name, gap.Reason, from, gap.To, gap.Lost);
        _gap = text.WrittenSpan.ToArray();
    }

    private string Next(Follower follower) => Place.Of(follower.Cursors.Select(cursor => KeyValuePair.Create(cursor.Feed.Name, _untold.GetValueOrDefault(cursor.Feed.Name, cursor.At)))) + plan.PlaceSuffix;

    private async Task AnswerAsync(HttpContext context, string next)
    {
        var body = new ArrayBufferWriter<byte>();
        body.Write("{\"events\":["u8);
        for (var i = 0; i < _events.Count; i++)
        {
            body.Write(i == 0 ? ""u8 : ","u8);
            body.Write(_events[i]);
        }

        body.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"],\"next\":\"{next}\",\"gap\":")));
        body.Write(_gap ?? "null"u8.ToArray());
        body.Write("}\n"u8);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.WrittenCount;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
    }
}
