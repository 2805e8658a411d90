using System.Buffers;
using Wayleave.Protocol.Http;

namespace Wayleave.Fuzz.Targets;

internal static class ResponseHeads
{
    public static FuzzTarget Target { get; } = new(
        "response-head",
        "A response's head is read, waited for or refused; what the strict reader takes, the tolerant one takes as the same, and it survives being written.",
        [
            FuzzTarget.Text("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n\x81\x00"),
            FuzzTarget.Text("HTTP/1.0 404\nServer : x\n folded\nno colon\n\n<html>"),
            FuzzTarget.Text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n"),
        ],
        Check);

    private static string? Check(byte[] input, Random random)
    {
        var strict = HeadReader.TryReadResponse(input, HeadLimits.Default, out var head, out var consumed, out _);
        var tolerant = HeadReader.TryReadResponse(input, HeadLimits.Default, HeadStrictness.Tolerant, out var lax, out var laxConsumed, out _);
        if (lax is not null)
        {
            if (laxConsumed <= 0 || laxConsumed > input.Length)
                return $"{laxConsumed} bytes consumed";
            BodyFraming.TryOfResponse(lax, "GET", out _, out _);
            if (HeadReader.TryReadResponse(input.AsSpan(0, random.Next(laxConsumed)), HeadLimits.Default, HeadStrictness.Tolerant, out _, out _, out _)
                != OperationStatus.NeedMoreData)
                return "a beginning of a head is not waited for";
        }

        if (strict != OperationStatus.Done)
            return null;
        if (tolerant != OperationStatus.Done || !head!.Equals(lax) || consumed != laxConsumed)
            return $"strict {head}, tolerant {lax}";

        var wire = new ArrayBufferWriter<byte>();
        HeadWriter.Write(wire, head);
        HeadReader.TryReadResponse(wire.WrittenSpan, HeadLimits.Default, out var again, out _, out _);
        return head.Equals(again) ? null : $"written and read again: {again}";
    }
}
