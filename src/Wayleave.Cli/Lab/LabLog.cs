using Wayleave.Cli.CommandLine;
using Wayleave.Lab.Engine;

namespace Wayleave.Cli.Lab;

/// <summary>Writes what became of each request to standard error, a line each; called from many connections.</summary>
internal sealed class LabLog(Surroundings surroundings) : IDisposable
{
    private readonly TextWriter _lines = TextWriter.Synchronized(surroundings.Error);

    /// <summary>Writes one line.</summary>
    /// <param name="entry">What happened.</param>
    public void Write(LabEvent entry)
    {
        string request = $"{(entry.IsUpgrade ? "upgrade" : entry.Method)} {entry.Target}";
        _lines.WriteLine($"{entry.Hop,-12} {Printable.Short(request, 60),-40} {entry.Outcome}");
    }

    public void Dispose() => _lines.Flush();
}
