using Wayleave.Cli.Doctor;
using Wayleave.Probing;

namespace Wayleave.Cli.Tests.Doctor;

public sealed class ProgressLineTests
{
    private readonly Terminal _terminal = new();

    [Fact]
    public void Each_word_overwrites_the_last_and_nothing_is_left()
    {
        using (var line = new ProgressLine(_terminal.Surroundings))
        {
            line.Report(new Progress("one\u001b[2J"));
            line.Report(new Progress("two"));
        }

        _terminal.Error.ShouldBe("\r\u001b[Kone␛[2J\r\u001b[Ktwo\r\u001b[K");
    }

    [Fact]
    public void A_long_wait_shows_a_bar_and_the_time_left()
    {
        using var line = new ProgressLine(_terminal.Surroundings);
        line.Report(new Progress("idle", TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(120)));
        _terminal.Error.ShouldContain(new string('━', 18) + new string('─', 6) + " 30s left  idle");
    }

    [Fact]
    public void Nothing_is_written_after_the_end()
    {
        var line = new ProgressLine(_terminal.Surroundings);
        line.Dispose();
        line.Report(new Progress("late"));
        _terminal.Error.ShouldBe("\r\u001b[K");
    }
}
