using Wayleave.Client.Retrying;

namespace Wayleave.Client.Tests.Retrying;

public sealed class TransportChoiceTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void All_are_tried_once_in_a_round()
    {
        var choice = All();
        choice.Current.ShouldBe(EventsTransport.WebSocket);
        choice.TryNext(s_now).ShouldBeTrue();
        choice.Current.ShouldBe(EventsTransport.ServerSentEvents);
        choice.TryNext(s_now).ShouldBeTrue();
        choice.Current.ShouldBe(EventsTransport.LongPoll);
        choice.TryNext(s_now).ShouldBeFalse();
        choice.Current.ShouldBe(EventsTransport.WebSocket);
    }

    [Fact]
    public void One_that_was_opened_stays_and_when_it_fails_the_others_are_tried()
    {
        var choice = All();
        choice.TryNext(s_now);
        choice.Opened();
        choice.Begin(s_now);
        choice.Current.ShouldBe(EventsTransport.ServerSentEvents);
        choice.TryNext(s_now).ShouldBeTrue();
        choice.TryNext(s_now).ShouldBeTrue();
        choice.TryNext(s_now).ShouldBeFalse();
        choice.Current.ShouldBe(EventsTransport.ServerSentEvents);
    }

    [Fact]
    public void After_some_minutes_the_first_is_tried_again()
    {
        var choice = All();
        choice.TryNext(s_now);
        choice.Opened();
        choice.IsReturnDue(s_now + TransportChoice.Return - TimeSpan.FromTicks(1)).ShouldBeFalse();
        choice.Begin(s_now + TransportChoice.Return);
        choice.Current.ShouldBe(EventsTransport.WebSocket);
        choice.IsReturnDue(s_now + TransportChoice.Return).ShouldBeFalse();
    }

    [Fact]
    public void A_single_one_has_no_next()
    {
        var choice = new TransportChoice([EventsTransport.LongPoll]);
        choice.TryNext(s_now).ShouldBeFalse();
        choice.Current.ShouldBe(EventsTransport.LongPoll);
    }

    private static TransportChoice All() => new([EventsTransport.WebSocket, EventsTransport.ServerSentEvents, EventsTransport.LongPoll]);
}
