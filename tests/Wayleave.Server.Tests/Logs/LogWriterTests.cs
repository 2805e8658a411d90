using System.Text;
using Wayleave.Server.Logs;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Logs;

public sealed class LogWriterTests
{
    [Fact]
    public async Task Lines_come_out_in_order_and_all_of_them_before_the_stop()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var writer = new LogWriter(output, asJson: false, new FakeTimeProvider());
        for (var i = 0; i < 100; i++)
            writer.Write(Entry($"{i}"));
        await writer.DisposeAsync();
        output.ToString().TrimEnd().Split('\n').Select(line => line.Split(' ')[1]).ShouldBe(Enumerable.Range(0, 100).Select(i => $"{i}"));
    }

    [Fact]
    public async Task Whoever_writes_does_not_wait_for_a_stuck_reader_and_is_told_later_what_was_dropped()
    {
        using var output = new StuckWriter();
        var writer = new LogWriter(output, asJson: false, new FakeTimeProvider(), capacity: 2);
        writer.Write(Entry("first"));
        await output.Reached.WaitAsync(TimeSpan.FromSeconds(10));
        for (var i = 0; i < 5; i++)
            writer.Write(Entry($"{i}"));
        output.LetGo();
        await writer.DisposeAsync();
        output.Lines.Select(line => line[25..]).ShouldBe(
            ["first", "warning: log lines were dropped, since the log is not read fast enough count=3", "0", "1"]);
    }

    [Fact]
    public async Task A_stop_does_not_hang_on_a_stuck_reader()
    {
        var time = new FakeTimeProvider();
        using var output = new StuckWriter();
        var writer = new LogWriter(output, asJson: false, time);
        writer.Write(Entry("first"));
        await output.Reached.WaitAsync(TimeSpan.FromSeconds(10));
        var stopping = writer.DisposeAsync().AsTask();
        await time.WaitForTimerAsync();
        time.Advance(TimeSpan.FromSeconds(5));
        await stopping.WaitAsync(TimeSpan.FromSeconds(10));
        output.LetGo();
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_harms_nobody()
    {
        using var output = new StuckWriter { Fails = true };
        output.LetGo();
        var writer = new LogWriter(output, asJson: false, new FakeTimeProvider());
        writer.Write(Entry("first"));
        writer.Write(Entry("second"));
        await writer.DisposeAsync();
        output.Attempts.ShouldBe(2);
    }

    private static LogEntry Entry(string message) => new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), LogEvents.Notice, message);

    private sealed class StuckWriter : TextWriter
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Encoding Encoding => Encoding.UTF8;

        public Task Reached => _reached.Task;

        public List<string> Lines { get; } = [];

        public bool Fails { get; init; }

        public int Attempts { get; private set; }

        public void LetGo() => _letGo.TrySetResult();

        public override async Task WriteLineAsync(string? value)
        {
            Attempts++;
            _reached.TrySetResult();
            await _letGo.Task;
            if (Fails)
                throw new IOException("the disk is full");
            Lines.Add(value!);
        }
    }
}
