using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Wayleave.Server.Listening;

/// <summary>File descriptors as processes pass them on: .NET has no words for that.</summary>
internal static partial class Descriptors
{
    private const int SetFlags = 2;
    private const int CloseOnExecuteFlag = 1;

    /// <summary>Another descriptor of the same socket, which a child process gets; to be closed as soon as it has.</summary>
    /// <param name="socket">The socket.</param>
    /// <exception cref="SocketException">There are no descriptors left.</exception>
    public static SafeFileHandle Share(Socket socket)
    {
        // Unlike those that .NET opens, a duplicate is not closed where another program begins. Held as a file, since letting go of a handle
        // of a socket makes the system reset, from then on, the connections that either process accepts from it (SO_LINGER).
        var descriptor = Duplicate(socket.SafeHandle);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw new SocketException((int)SocketError.TooManyOpenSockets);
    }

    /// <summary>Keeps a descriptor that was passed to us from being passed to children of ours.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <returns>False if there is no such descriptor.</returns>
    public static bool CloseOnExecute(int descriptor) => Control(descriptor, SetFlags, CloseOnExecuteFlag) == 0;

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(SafeSocketHandle socket);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command, int argument);
}
