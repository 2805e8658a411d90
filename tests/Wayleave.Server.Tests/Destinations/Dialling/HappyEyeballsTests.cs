using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Destinations.Dialling;

public sealed class HappyEyeballsTests
{
    private static readonly IPAddress Six = IPAddress.Parse("2001:db8::1");
    private static readonly IPAddress Four = IPAddress.Parse("192.0.2.1");

    private readonly FakeTimeProvider _time = new();
    private readonly List<IPAddress> _tried = [];

    private Task<DialOutcome> RaceAsync(Func<IPAddress, CancellationToken, Task<Socket>> connect, CancellationToken deadline = default) => new HappyEyeballs(
        (endPoint, cancel) =>
        {
            _tried.Add(endPoint.Address);
            return new ValueTask<Socket>(connect(endPoint.Address, cancel));
        },
        _time).RaceAsync([Six, Four], 80, deadline);

    private static Socket Unconnected() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    [Theory]
    [InlineData("192.0.2.1 192.0.2.2 2001:db8::1", "2001:db8::1 192.0.2.1 192.0.2.2")]
    [InlineData("2001:db8::1 2001:db8::2 192.0.2.1 2001:db8::3", "2001:db8::1 192.0.2.1 2001:db8::2 2001:db8::3")]
    [InlineData("192.0.2.2 192.0.2.1 192.0.2.2", "192.0.2.2 192.0.2.1")]
    public void The_families_go_in_turn_and_each_address_once(string given, string order) =>
        string.Join(' ', HappyEyeballs.Interleave(given.Split(' ').Select(IPAddress.Parse))).ShouldBe(order);

    [Fact]
    public async Task The_next_address_is_tried_after_250_ms_and_the_loser_given_up()
    {
        var givenUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var winner = Unconnected();
        var racing = RaceAsync(async (address, cancel) =>
        {
            if (address.Equals(Four))
                return winner;
            cancel.Register(givenUp.SetResult);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
            throw new UnreachableException();
        });

        _time.Advance(TimeSpan.FromMilliseconds(250) - TimeSpan.FromTicks(1));
        _tried.ShouldBe([Six]);
        _time.Advance(TimeSpan.FromTicks(1));
        (await racing).Socket.ShouldBe(winner);
        await givenUp.Task.WaitAsync(TimeSpan.FromSeconds(10));
        _time.WaitingTimers.ShouldBe(0);
    }

    [Fact]
    public async Task The_first_address_may_still_win_after_the_second_has_begun()
    {
        var slow = new TaskCompletionSource<Socket>();
        var racing = RaceAsync((address, cancel) => address.Equals(Six) ? slow.Task : new TaskCompletionSource<Socket>().Task.WaitAsync(cancel));
        _time.Advance(TimeSpan.FromMilliseconds(250));
        using var winner = Unconnected();
        slow.SetResult(winner);
        (await racing).Socket.ShouldBe(winner);
    }

    [Fact]
    public async Task A_connection_that_comes_too_late_is_closed()
    {
        var late = new TaskCompletionSource<Socket>();
        using var winner = Unconnected();
        var racing = RaceAsync((address, _) => address.Equals(Six) ? late.Task : Task.FromResult(winner));
        _time.Advance(TimeSpan.FromMilliseconds(250));
        (await racing).Socket.ShouldBe(winner);

        var loser = Unconnected();
        late.SetResult(loser);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!loser.SafeHandle.IsClosed)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        winner.SafeHandle.IsClosed.ShouldBeFalse();
    }

    [Fact]
    public async Task An_address_that_fails_makes_room_for_the_next_at_once()
    {
        using var winner = Unconnected();
        (await RaceAsync((address, _) => address.Equals(Six) ? Task.FromException<Socket>(new SocketException((int)SocketError.ConnectionRefused)) : Task.FromResult(winner)))
            .Socket.ShouldBe(winner);
    }

    [Fact]
    public async Task A_race_that_begins_past_its_deadline_is_out_of_time()
    {
        var outcome = await RaceAsync((_, cancel) => Task.FromCanceled<Socket>(cancel), new CancellationToken(canceled: true));
        outcome.Failure.ShouldNotBeNull().Kind.ShouldBe(DialFailureKind.TimedOut);
        _tried.ShouldBe([Six]);
    }
}
