using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Probing;

namespace Wayleave.Cli.Doctor;

/// <summary>One line on a terminal that says what is going on, overwritten again and again and wiped at the end.</summary>
/// <param name="surroundings">Where it is shown.</param>
internal sealed class ProgressLine(Surroundings surroundings) : IProgress<Progress>, IDisposable
{
    private const int BarWidth = 24;
    private readonly Lock _writing = new();
    private bool _done;

    /// <inheritdoc/>
    public void Report(Progress value)
    {
        string text = Printable.Line(value.Text);
        if (value is { Remaining: { } left, Total: { TotalMilliseconds: > 0 } total })
        {
            int full = (int)Math.Round(BarWidth * Math.Clamp(1 - (left / total), 0, 1));
            text = $"{new string('━', full)}{new string('─', BarWidth - full)} {Durations.Text(TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds)))} left  {text}";
        }

        lock (_writing)
        {
            if (!_done) surroundings.Error.Write($"\r\u001b[K{Printable.Short(text, Math.Max(20, surroundings.Width - 1))}");
        }
    }

    /// <summary>Wipes the line; nothing is written after it.</summary>
    public void Dispose()
    {
        lock (_writing)
        {
            if (!_done) surroundings.Error.Write("\r\u001b[K");
            _done = true;
        }
    }
}
