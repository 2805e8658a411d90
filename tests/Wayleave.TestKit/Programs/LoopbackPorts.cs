using System.Net;
using System.Net.Sockets;

namespace Wayleave.TestKit.Programs;

/// <summary>Hands out loopback ports for programs that cannot choose one and say so.</summary>
/// <remarks>
/// Port 0 would give one from the system's ephemeral range, which an outgoing connection may take before the program has bound it.
/// So these lie below that range; each is tried on both loopback addresses and handed out once.
/// </remarks>
public static class LoopbackPorts
{
    private const int First = 12_000;
    private const int Last = 32_000;

    // Test processes that run side by side begin at different places.
    private static int _next = First + (Environment.ProcessId * 97 % (Last - First));
    private static readonly Lock Gate = new();

    /// <summary>A port that nothing listens on, at 127.0.0.1 or at ::1.</summary>
    public static int Free()
    {
        lock (Gate)
        {
            for (var tries = 0; tries < Last - First; tries++)
            {
                _next = _next + 1 < Last ? _next + 1 : First;
                if (IsFree(IPAddress.Loopback, _next) && IsFree(IPAddress.IPv6Loopback, _next))
                    return _next;
            }
        }

        throw new InvalidOperationException($"no free port between {First} and {Last}");
    }

    private static bool IsFree(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
