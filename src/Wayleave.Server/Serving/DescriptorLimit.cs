using System.Runtime.InteropServices;

namespace Wayleave.Server.Serving;

/// <summary>How many client connections the process's descriptors are enough for.</summary>
internal static partial class DescriptorLimit
{
    // Name look-ups, the admin address, health checks, kept connections to apps, and files that the runtime opens late: a program
    // that cannot load its own code any more would fail sockets that are open.
    private const long ForOthers = 64;
    private const long OpenWhereUnknown = 200;
    private const ulong LimitWhereUnknown = 20_000;
    private const long Most = 1_000_000;
    private const int NumberOfFiles = 7;

    /// <summary>The most descriptors that this process may have open.</summary>
    public static ulong Current =>
        OperatingSystem.IsLinux() && GetLimit(NumberOfFiles, out var limit) == 0 ? limit.Current : LimitWhereUnknown;

    /// <summary>
    /// From which handle on a socket takes one of the last descriptors, which are for others: a runtime that finds none any more, for a file of its own or a thread,
    /// ends the process. The system gives the least number that is free, so a handle tells how many are taken. Where limits are small, less is kept.
    /// </summary>
    public static long LastHandle
    {
        get
        {
            var all = (long)Math.Min(Current, long.MaxValue);
            return OperatingSystem.IsLinux() ? all - Math.Min(ForOthers, all / 16) : long.MaxValue;
        }
    }

    private static long OpenNow => OperatingSystem.IsLinux() ? Directory.EnumerateFileSystemEntries("/proc/self/fd").LongCount() : OpenWhereUnknown;

    /// <summary>
    /// The most client connections: half of the descriptors that are left, since a socket takes one on each side. To be asked when the
    /// program is loaded and before it accepts anybody: the connections themselves would count as what is taken.
    /// </summary>
    public static int Connections() => (int)Math.Clamp(((long)Math.Min(Current, long.MaxValue) - OpenNow - ForOthers) / 2, 1, Most);

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Current;
        public ulong Maximum;
    }
}
