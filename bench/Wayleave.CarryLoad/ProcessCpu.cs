using System.Globalization;

namespace Wayleave.CarryLoad;

/// <summary>What a process has had of the processors, user and system.</summary>
internal static class ProcessCpu
{
    // proc(5): in hundredths of a second, fields 14 and 15, behind a name that may hold anything.
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(10);

    /// <summary>Reads it.</summary>
    /// <param name="process">Its id.</param>
    public static TimeSpan Read(int process)
    {
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return s_tick * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture));
    }
}
