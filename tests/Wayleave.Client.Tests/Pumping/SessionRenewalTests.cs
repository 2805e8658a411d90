using System.Text;
using Wayleave.Client.Pumping;
using Wayleave.TestKit;

namespace Wayleave.Client.Tests.Pumping;

public sealed class SessionRenewalTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _sent = [];
    private int _asked;

    [Fact]
    public async Task A_ticket_is_sent_once_when_it_is_due_and_not_before()
    {
        await using var renewal = Renewal(_ => ValueTask.FromResult(new EventsTicket("t", TimeSpan.FromHours(1))));
        renewal.Set(_time.GetUtcNow() + s_minute);
        _time.Advance(s_minute - TimeSpan.FromTicks(1));
        _asked.ShouldBe(0);
        _time.Advance(TimeSpan.FromTicks(1));
        _sent.ShouldBe(["""{"type":"auth","token":"t"}"""]);
        renewal.Set(_time.GetUtcNow());
        _time.Advance(s_minute);
        _sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_time_takes_the_place_of_the_one_before_and_none_calls_it_off()
    {
        await using var renewal = Renewal(_ => ValueTask.FromResult<EventsTicket>("t"));
        renewal.Set(_time.GetUtcNow() + s_minute);
        renewal.Set(_time.GetUtcNow() + (2 * s_minute));
        _time.Advance(s_minute);
        _asked.ShouldBe(0);
        renewal.Set(null);
        _time.Advance(2 * s_minute);
        _asked.ShouldBe(0);
    }

    [Fact]
    public async Task A_ticket_that_cannot_be_had_is_no_matter_and_the_next_is_asked_for_all_the_same()
    {
        await using var renewal = Renewal(_ => _asked == 1 ? throw new IOException("away") : ValueTask.FromResult<EventsTicket>("t"));
        renewal.Set(_time.GetUtcNow() + s_minute);
        _time.Advance(s_minute);
        (_asked, _sent.Count).ShouldBe((1, 0));
        renewal.Set(_time.GetUtcNow() + s_minute);
        _time.Advance(s_minute);
        (_asked, _sent.Count).ShouldBe((2, 1));
    }

    [Fact]
    public async Task While_a_ticket_is_asked_for_no_other_is()
    {
        await using var renewal = Renewal(async _ =>
        {
            await new TaskCompletionSource().Task;
            return "";
        });
        renewal.Set(_time.GetUtcNow() + s_minute);
        _time.Advance(s_minute);
        renewal.Set(_time.GetUtcNow() + TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(5));
        _asked.ShouldBe(1);
    }

    [Fact]
    public async Task The_end_of_the_line_gives_up_a_ticket_that_is_being_asked_for()
    {
        var renewal = Renewal(async cancel =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
            return "";
        });
        renewal.Set(_time.GetUtcNow() + s_minute);
        _time.Advance(s_minute);
        await renewal.DisposeAsync();
        (_asked, _sent.Count, _time.WaitingTimers).ShouldBe((1, 0, 0));
    }

    private SessionRenewal Renewal(Func<CancellationToken, ValueTask<EventsTicket>> getTicket)
    {
        var options = new EventsClientOptions
        {
            Url = new Uri("http://server.example/ws/7"),
            Time = _time,
            GetTicket = cancel =>
            {
                _asked++;
                return getTicket(cancel);
            },
        };
        return new SessionRenewal(new TicketSource(options), (frame, _) =>
        {
            _sent.Add(Encoding.UTF8.GetString(frame.Span));
            return Task.CompletedTask;
        }, _time, TestContext.Current.CancellationToken);
    }
}
