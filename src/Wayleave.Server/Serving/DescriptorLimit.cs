using System.Runtime.InteropServices;

namespace Wayleave.Server.Serving;

/// <summary>How many client connections the process's descriptors are enough for.</summary>
internal static partial class DescriptorLimit
{
    // Files, name look-ups, the admin address, health checks, kept connections to apps.
    private const ulong ForOthers = 256;
    private const int WhereUnknown = 20_000;
    private const int NumberOfFiles = 7;

    /// <summary>The most client connections: as asked for, else half the descriptors, since a socket takes one on each side.</summary>
    /// <param name="asked">What the settings say; null: nothing.</param>
    public static int Connections(int? asked) => asked ?? (int)Math.Min(Math.Max(Current - ForOthers, ForOthers) / 2, 1_000_000);

    /// <summary>The most descriptors that this process may have open.</summary>
    public static ulong Current =>
        OperatingSystem.IsLinux() && GetLimit(NumberOfFiles, out var limit) == 0 ? limit.Current : WhereUnknown;

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Current;
        public ulong Maximum;
    }
}
