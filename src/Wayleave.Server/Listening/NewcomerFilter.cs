using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Wayleave.Server.Listening;

/// <summary>Keeps new connections from a listening socket without closing it: the system drops their first segment, which clients repeat after a second.</summary>
/// <remarks>
/// Closing a socket resets who is in its queue, and somebody may get there between the last look at it and the close. <c>shutdown</c> empties
/// the queue by resets itself, and a backlog of 0 still takes one. So the door is shut first, by a filter (SO_ATTACH_FILTER, of Linux alone),
/// then the queue is emptied, and then the socket is closed: whoever comes meanwhile tries again, and is refused as at any closed port. Whoever
/// has got halfway (our SYN-ACK is on its way to it) is let through, and is reset all the same if it arrives after the last look.
/// </remarks>
/// <seealso href="https://www.kernel.org/doc/html/latest/networking/filter.html">Linux Socket Filtering</seealso>
internal static class NewcomerFilter
{
    // asm-generic/socket.h.
    private const int SolSocket = 1;
    private const int AttachFilter = 26;

    // RFC 9293 §3.1: the byte of the TCP header with the flags, and the two that tell a first segment from all others.
    private const int FlagsOffset = 13;
    private const int SynAndAck = 0x12;
    private const int Syn = 0x02;

    // The system copies it; pinned, since a filter is passed by its address.
    private static readonly Instruction[] s_program = Pinned(
        new(0x30, 0, 0, FlagsOffset), // A = the byte there
        new(0x54, 0, 0, SynAndAck), // A &= SYN|ACK
        new(0x15, 0, 1, Syn), // not SYN alone: one further
        new(0x06, 0, 0, 0), // drop
        new(0x06, 0, 0, uint.MaxValue)); // take it whole

    /// <summary>Sets the filter, for every process that has the socket. Where the system has none, nothing happens.</summary>
    /// <param name="listening">The listening socket.</param>
    public static void Attach(Socket listening)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var filter = new Filter((ushort)s_program.Length, Marshal.UnsafeAddrOfPinnedArrayElement(s_program, 0));
        try
        {
            listening.SetRawSocketOption(SolSocket, AttachFilter, MemoryMarshal.AsBytes(new ReadOnlySpan<Filter>(in filter)));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Something above forbids it, such as a sandbox: then the moment between queue and close stays open.
        }
    }

    private static Instruction[] Pinned(params ReadOnlySpan<Instruction> program)
    {
        var pinned = GC.AllocateUninitializedArray<Instruction>(program.Length, pinned: true);
        program.CopyTo(pinned);
        return pinned;
    }

    // linux/filter.h: struct sock_filter.
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Operand);

    // linux/filter.h: struct sock_fprog.
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Filter(ushort Length, nint Program);
}
