using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Wayleave.Protocol.Carry;

namespace Wayleave.Server.Carry;

/// <summary>Writes items into a response: as they are, as server-sent events, or all at once with their length.</summary>
/// <param name="context">The request.</param>
/// <param name="verb">What it is for.</param>
internal sealed class ItemResponse(HttpContext context, CarryVerb verb)
{
    // A silent stream holds none: there are many of them, and each has begun with padding.
    private readonly PooledBytes _items = new();

    /// <summary>Whether it is sent as it is written, and not when it is whole.</summary>
    public bool Streams => verb is CarryVerb.Stream or CarryVerb.Events;

    /// <summary>Where the next items are written.</summary>
    public IBufferWriter<byte> Items => _items;

    /// <summary>How many bytes wait to be sent.</summary>
    public int Waiting => _items.Count;

    /// <summary>How many bytes have been sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Keeps a response out of all caches, and away from whoever would gather or change it.</summary>
    /// <param name="response">The response.</param>
    public static void Uncached(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store, no-transform";
        // nginx would gather a response until its buffers are full.
        response.Headers["X-Accel-Buffering"] = "no";
    }

    /// <summary>Sets the head.</summary>
    public void Begin()
    {
        Uncached(context.Response);
        context.Response.ContentType = verb == CarryVerb.Events ? "text/event-stream" : "application/octet-stream";
        // A silent stream is no slow client.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
    }

    /// <summary>Sends what was written, and its length where it is not streamed: then that is all. What it waits for is the client.</summary>
    /// <returns>Whether the client is still there.</returns>
    public async ValueTask<bool> FlushAsync()
    {
        if (!Streams)
            context.Response.ContentLength = _items.Count;
        // Kestrel's writer has no room before.
        if (!context.Response.HasStarted)
            await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);
        var body = context.Response.BodyWriter;
        if (verb == CarryVerb.Events)
            WriteEvent(body);
        else
            body.Write(_items.Written);
        Sent += _items.Count;
        _items.Release();
        var flushed = await body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        return !flushed.IsCompleted && !flushed.IsCanceled;
    }

    /// <summary>Cuts it off, whatever waits to be taken.</summary>
    public void Abort() => context.Abort();

    private void WriteEvent(PipeWriter body)
    {
        body.Write("data: "u8);
        var text = body.GetSpan(Base64.GetMaxEncodedToUtf8Length(_items.Count));
        Base64.EncodeToUtf8(_items.Written, text, out _, out var count);
        body.Advance(count);
        body.Write("\n\n"u8);
    }
}
