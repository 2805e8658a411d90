using System.Net.Sockets;

namespace Wayleave.Server.Relaying;

/// <summary>One peer's connection, whatever carries it: a TCP socket, a TLS stream, a stream of HTTP/2.</summary>
/// <remarks>One reader and one writer at a time. What fails throws <see cref="IOException"/>, <see cref="SocketException"/> or
/// <see cref="ObjectDisposedException"/>; <see cref="Abort"/> ends whatever waits.</remarks>
internal interface ITunnelEnd
{
    /// <summary>
    /// Receives some bytes; 0 is the end of the peer's stream, -1 its failure, where that is told without an exception. An empty buffer only
    /// waits until there is something to receive.
    /// </summary>
    /// <param name="buffer">Where to.</param>
    ValueTask<int> ReceiveAsync(Memory<byte> buffer);

    /// <summary>
    /// Whether the peer's stream, once it has ended, was perhaps not ended by the peer: over TLS, its close_notify is missing
    /// (RFC 8446 §6.1). Between frames and inside them this is an end like any other: whether it came too soon is told by the frames.
    /// </summary>
    bool IsTruncated => false;

    /// <summary>Sends all the bytes; what they wait for is the peer.</summary>
    /// <param name="bytes">The bytes.</param>
    ValueTask SendAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Ends our stream in good order (FIN); the peer's may go on.</summary>
    ValueTask FinishAsync();

    /// <summary>Ends the connection with a reset, whatever it is doing. Safe at any time, and twice.</summary>
    void Abort();

    /// <summary>Whether this says that the connection is broken: what ends throw, and what Kestrel's streams and deadlines that have passed throw instead.</summary>
    /// <param name="exception">The exception.</param>
    static bool IsBreak(Exception exception) =>
        exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException;

    /// <summary>Lets go of a connection on which both streams have ended. Safe twice.</summary>
    void Close();
}
