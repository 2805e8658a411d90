using Wayleave.Client.Resuming;
using Wayleave.Protocol.Events;

namespace Wayleave.Client.Tests.Resuming;

public sealed class ChannelPlacesTests
{
    private static readonly EventPosition s_at = At(105);

    [Theory]
    [InlineData("k3Qz", 106, 0, nameof(Match.Follows))]
    [InlineData("k3Qz", 109, 3, nameof(Match.Follows))]
    [InlineData("k3Qz", 105, 0, nameof(Match.Known))]
    [InlineData("k3Qz", 1, 0, nameof(Match.Known))]
    [InlineData("k3Qz", 107, 0, nameof(Match.OutOfStep))]
    [InlineData("k3Qz", 109, 2, nameof(Match.OutOfStep))]
    [InlineData("k3Qz", 109, 4, nameof(Match.OutOfStep))]
    [InlineData("other", 106, 0, nameof(Match.OutOfStep))]
    [InlineData("other", 1, 0, nameof(Match.OutOfStep))]
    public void Of_what_comes_each_event_is_taken_once(string epoch, long offset, long skip, string expected)
    {
        var places = Places(("a", s_at));
        var id = new EventPosition(epoch, offset, 1);
        places.Take("a", id, skip).ToString().ShouldBe(expected);
        if (expected == nameof(Match.Follows))
            places.Take("a", id, skip).ShouldBe(Match.Known);
        else
            places.Ask().ShouldBe(Vector(("a", s_at)));
    }

    [Fact]
    public void An_event_without_an_id_is_taken_always_and_moves_nothing()
    {
        var places = Places(("a", s_at));
        places.Take("a", null, 0).ShouldBe(Match.Follows);
        places.Take("a", null, 0).ShouldBe(Match.Follows);
        places.Ask().ShouldBe(Vector(("a", s_at)));
    }

    [Fact]
    public void Behind_a_gap_the_first_event_follows()
    {
        var places = Places(("a", s_at));
        places.MoveTo("a", new EventPosition("new", 7, 1));
        places.Take("a", new EventPosition("new", 8, 1), 0).ShouldBe(Match.Follows);
    }

    [Fact]
    public void A_head_must_be_the_last_event()
    {
        var places = Places(("a", s_at));
        places.Reach("a", s_at).ShouldBe(Match.Known);
        places.Reach("a", At(106)).ShouldBe(Match.OutOfStep);
        places.Reach("a", At(104)).ShouldBe(Match.OutOfStep);
        places.Reach("a", new EventPosition("k3Qz", 105, 2)).ShouldBe(Match.OutOfStep);
        places.Reach("b", At(1)).ShouldBe(Match.Follows);
        places.Take("b", At(2), 0).ShouldBe(Match.Follows);
    }

    [Fact]
    public void A_drop_before_the_first_event_of_a_live_channel_loses_nothing()
    {
        var places = new ChannelPlaces(["a"], Since.Live, ChannelPositions.Empty);
        places.Ask().ShouldBeNull();
        places.Subscribe("a", s_at, ResumeState.New).ShouldBeTrue();
        places.Ask().ShouldBe(s_at.ToString());
    }

    [Fact]
    public void The_past_is_asked_for_again_until_each_channel_has_a_place()
    {
        var places = new ChannelPlaces(["a", "b"], Since.All, ChannelPositions.Empty);
        places.Ask().ShouldBe("0");
        // The head lies behind what is to come: it is no place.
        places.Subscribe("a", s_at, ResumeState.New).ShouldBeFalse();
        places.Take("a", At(1), 0).ShouldBe(Match.Follows);
        // The other one may not have begun when the line broke: it is asked for as at first, and this one from its place.
        places.Ask().ShouldBe(Vector(("a", At(1))) + "~0");
        places.Subscribe("a", s_at, ResumeState.Ok).ShouldBeFalse();
        places.Take("a", At(2), 0).ShouldBe(Match.Follows);
        places.Reach("b", EventPosition.Start("x")).ShouldBe(Match.Follows);
        places.Ask().ShouldBe(Vector(("a", At(2)), ("b", EventPosition.Start("x"))) + "~0");
        places.Reach("a", s_at).ShouldBe(Match.OutOfStep);
    }

    [Fact]
    public void Channels_with_a_place_are_asked_for_from_it_and_others_as_they_were_wanted_at_first()
    {
        var places = new ChannelPlaces(["a", "b"], new Since.Last(5), ChannelPositions.Empty.With("a", s_at));
        places.Ask().ShouldBe(Vector(("a", s_at)) + "~-5");
    }

    [Fact]
    public void The_heads_of_a_channel_that_keeps_nothing_mean_nothing()
    {
        var places = Places(("a", s_at));
        places.Ask();
        places.Subscribe("a", At(200), ResumeState.New).ShouldBeFalse();
        places.Reach("a", At(200)).ShouldBe(Match.Known);
        places.Ask();
        places.Subscribe("a", At(200), ResumeState.Ok);
        places.Reach("a", At(200)).ShouldBe(Match.OutOfStep);
    }

    [Fact]
    public void One_channel_by_name_is_asked_for_by_its_id_and_what_a_path_gives_by_a_vector()
    {
        var positions = ChannelPositions.Empty.With("a", s_at);
        new ChannelPlaces(["a"], Since.Live, positions).Ask().ShouldBe(s_at.ToString());
        new ChannelPlaces([], Since.Live, positions).Ask().ShouldBe(Vector(("a", s_at)));
        new ChannelPlaces(["a", "b"], Since.Live, positions).Ask().ShouldBe(Vector(("a", s_at)));
    }

    [Fact]
    public void A_poll_gives_the_places_of_channels_that_it_does_not_name()
    {
        var places = new ChannelPlaces(["a", "b"], Since.Live, ChannelPositions.Empty);
        Since.TryParse(Vector(("a", s_at), ("c", At(3))), out var next).ShouldBeTrue();
        places.Poll(next).ToList().ShouldBe([new PlaceChange(null, default, next), new PlaceChange("a", s_at)]);
        places.Take("a", At(106), 0).ShouldBe(Match.Follows);
        places.Ask().ShouldBe(Vector(("a", At(106)), ("c", At(3))));
    }

    [Fact]
    public void There_is_room_for_128_channels()
    {
        var places = new ChannelPlaces(["first"], Since.Live, ChannelPositions.Empty);
        for (var n = 1; n < ChannelPositions.MaxChannels; n++)
        {
            places.HasRoomFor($"{n}").ShouldBeTrue();
            places.MoveTo($"{n}", s_at);
        }

        places.HasRoomFor("one more").ShouldBeFalse();
        places.HasRoomFor("first").ShouldBeTrue();
        places.HasRoomFor("1").ShouldBeTrue();
    }

    private static EventPosition At(long offset) => new("k3Qz", offset, 1);

    private static ChannelPlaces Places(params (string Channel, EventPosition At)[] at) =>
        new([], Since.Live, at.Aggregate(ChannelPositions.Empty, (all, each) => all.With(each.Channel, each.At)));

    private static string Vector(params (string Channel, EventPosition At)[] at) =>
        at.Aggregate(PositionVector.Empty, (all, each) => all.With(each.Channel, each.At)).ToString();
}
