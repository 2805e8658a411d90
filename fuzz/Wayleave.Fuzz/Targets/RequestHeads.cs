using System.Buffers;
using Wayleave.Protocol.Http;

namespace Wayleave.Fuzz.Targets;

internal static class RequestHeads
{
    public static FuzzTarget Target { get; } = new(
        "request-head",
        "A request's head is read, waited for or refused; what is read says the same when it is written and read again; no beginning of it is a head.",
        [
            FuzzTarget.Text("GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
            FuzzTarget.Text("GET /ws?x=1 HTTP/1.1\r\nHost: a.example\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: a=b; c=d\r\n\r\n\x81\x80"),
            FuzzTarget.Text("POST /x HTTP/1.0\r\nContent-Length: 3\r\nX-Latin: \xe9\t\xff\r\nEmpty:\r\n\r\nabc"),
        ],
        Check);

    private static string? Check(byte[] input, Random random)
    {
        var status = HeadReader.TryReadRequest(input, HeadLimits.Default, out var head, out var consumed, out var violation);
        if ((status == OperationStatus.InvalidData) != (violation != HttpViolation.None))
            return $"{status} with {violation}";
        if ((status == OperationStatus.Done) != (head is not null && consumed > 0 && consumed <= input.Length))
            return $"{status} with {consumed} bytes";

        var prefix = input.AsSpan(0, random.Next(head is null ? input.Length + 1 : consumed));
        var before = HeadReader.TryReadRequest(prefix, HeadLimits.Default, out _, out _, out _);
        if (before == OperationStatus.Done || (status != OperationStatus.InvalidData && before != OperationStatus.NeedMoreData))
            return $"{status}, but its first {prefix.Length} bytes: {before}";
        if (head is null)
            return null;

        var wire = new ArrayBufferWriter<byte>();
        HeadWriter.Write(wire, head);
        HeadReader.TryReadRequest(wire.WrittenSpan, HeadLimits.Default, out var again, out var whole, out _);
        BodyFraming.TryOfRequest(head, out _, out _);
        return head.Equals(again) && whole == wire.WrittenCount ? null : $"written and read again: {again}";
    }
}
