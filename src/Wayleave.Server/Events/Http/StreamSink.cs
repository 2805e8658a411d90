using System.Buffers;
using System.Text;
using Wayleave.Protocol.Frames;

namespace Wayleave.Server.Events.Http;

/// <summary>Gathers server-sent events.</summary>
/// <param name="output">Where to.</param>
/// <param name="at">Where the client is once it has what is written, as it will say it itself when it comes back.</param>
/// <param name="form">How it gets events.</param>
/// <seealso href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</seealso>
internal sealed class StreamSink(IBufferWriter<byte> output, Func<string> at, EventForm form) : IEventSink
{
    private static readonly SearchValues<byte> s_lineEnds = SearchValues.Create("\r\n"u8);

    /// <inheritdoc/>
    public void Control(string type, ReadOnlySpan<byte> json) =>
        // A gap may follow, and the place lies behind it already: whoever has that and not the gap would never hear of it.
        Write(type, json, hasPlace: type != "subscribed");

    /// <inheritdoc/>
    public void Event(ReadOnlySpan<byte> frame)
    {
        FrameHeader.TryRead(frame, out _, out var header, out _);
        // A bare event is a message like any other: a page hears it by onmessage.
        Write(form == EventForm.Envelope ? "event" : null, frame[header..], hasPlace: true);
    }

    private void Write(string? type, ReadOnlySpan<byte> text, bool hasPlace)
    {
        var id = hasPlace ? at() : "";
        if (id.Length > 0)
            Line("id: "u8, Encoding.ASCII.GetBytes(id));
        if (type is not null)
            Line("event: "u8, Encoding.ASCII.GetBytes(type));
        // A line end in the data would end the line; between lines of data a client puts one back.
        while (text.IndexOfAny(s_lineEnds) is >= 0 and var end)
        {
            Line("data: "u8, text[..end]);
            text = text[(end + (text[end] == '\r' && text.Length > end + 1 && text[end + 1] == '\n' ? 2 : 1))..];
        }

        Line("data: "u8, text);
        output.Write("\n"u8);
    }

    private void Line(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        output.Write(name);
        output.Write(value);
        output.Write("\n"u8);
    }
}
