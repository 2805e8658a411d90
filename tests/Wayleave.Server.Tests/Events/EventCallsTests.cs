using System.Collections.Concurrent;
using Wayleave.Server.Events.Http;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Events;

/// <summary>Streams and polls when the process stops.</summary>
public sealed class EventCallsTests
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(40);

    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentDictionary<int, bool> _told = [];
    private readonly EventCalls _calls;

    public EventCallsTests() => _calls = new EventCalls(_time);

    [Fact]
    public async Task They_are_told_one_after_the_other_evenly_over_the_window()
    {
        var serving = Enumerable.Range(0, 4).Select(Serve).ToArray();
        var leaving = _calls.LeaveAsync(s_window, CancellationToken.None);
        for (var told = 1; told <= 4; told++)
        {
            await ToldAsync(told);
            await _time.WaitForTimerAsync();
            _time.Advance((s_window / 4) - TimeSpan.FromTicks(1));
            _told.Count.ShouldBe(told);
            _time.Advance(TimeSpan.FromTicks(1));
            // The last has nobody behind it.
            if (told == 3)
                break;
        }

        await leaving.WaitAsync(TimeSpan.FromSeconds(30));
        _told.Count.ShouldBe(4);
        await Task.WhenAll(serving);
    }

    [Fact]
    public async Task One_that_begins_meanwhile_is_told_at_once()
    {
        await _calls.LeaveAsync(s_window, CancellationToken.None);
        await Serve(0);
        _told.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_there_is_no_time_left_the_rest_is_told_at_once()
    {
        var serving = Enumerable.Range(0, 4).Select(Serve).ToArray();
        using var over = new CancellationTokenSource();
        var leaving = _calls.LeaveAsync(s_window, over.Token);
        await over.CancelAsync();
        await leaving;
        await Task.WhenAll(serving);
    }

    [Fact]
    public async Task Those_that_have_ended_are_not_waited_for()
    {
        await _calls.RunAsync(_ => Task.CompletedTask);
        await _calls.RunAsync(_ => Task.CompletedTask);
        await _calls.LeaveAsync(s_window, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private Task Serve(int number) => _calls.RunAsync(async stopping =>
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var telling = stopping.Register(() =>
        {
            _told[number] = true;
            over.TrySetResult();
        });
        await over.Task;
    });

    private async Task ToldAsync(int count)
    {
        while (_told.Count < count)
            await Task.Yield();
    }
}
