using System.Buffers;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Listening;

/// <summary>The first head of a connection, as far as its bytes have come.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Head">The head where it is whole.</param>
/// <param name="Length">How many bytes it takes.</param>
/// <param name="Violation">What is wrong where it is none.</param>
internal readonly record struct FirstHead(FirstBytes Kind, RequestHead? Head = null, int Length = 0, HttpViolation Violation = HttpViolation.None)
{
    private static ReadOnlySpan<byte> Get => "GET "u8;

    // RFC 9113 §3.4: the preface begins like a request of a method that nobody has.
    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>Looks at the bytes.</summary>
    /// <param name="bytes">All that came so far; at least one.</param>
    /// <param name="limits">Security limits.</param>
    public static FirstHead Of(ReadOnlySpan<byte> bytes, HeadLimits limits)
    {
        if (BeginsAlike(bytes, Preface))
            return new(bytes.Length < Preface.Length ? FirstBytes.Undecided : FirstBytes.Http2);
        var status = HeadReader.TryReadRequest(bytes, limits, out var head, out var length, out var violation);
        return status switch
        {
            // RFC 9110 §7.8: Upgrade in HTTP/1.0 counts for nothing.
            OperationStatus.Done when head!.Version == HttpVersion.Http11 && HandshakeRequest.AsksForWebSocket(head) => new(FirstBytes.Upgrade, head, length),
            OperationStatus.Done => new(FirstBytes.Ordinary, head, length),
            OperationStatus.InvalidData => new(FirstBytes.Invalid, Violation: violation),
            // Only a GET can become a WebSocket; others need not be waited for.
            _ => new(BeginsAlike(bytes, Get) ? FirstBytes.Undecided : FirstBytes.Ordinary),
        };
    }

    private static bool BeginsAlike(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> expected)
    {
        var length = Math.Min(bytes.Length, expected.Length);
        return bytes[..length].SequenceEqual(expected[..length]);
    }
}
