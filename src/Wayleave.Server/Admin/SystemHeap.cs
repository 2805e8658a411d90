using System.Runtime.InteropServices;

namespace Wayleave.Server.Admin;

/// <summary>The memory that the runtime and its libraries take from the C library, beside the garbage collector's.</summary>
internal static partial class SystemHeap
{
    /// <summary>Gives back what is free of it. The GNU C library keeps it otherwise, for each thread, for the next time of need.</summary>
    public static void Trim()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = Trim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library (musl), which keeps nothing back.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint keep);
}
