using Wayleave.Server.Events.Presence;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Events;

public sealed class PresencesTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task People_are_counted_and_not_their_connections_and_a_short_absence_is_none()
    {
        await using var presences = new Presences(new LocalPresence(), _time);
        var told = 0;
        using var view = new PresenceView("room", presences.Store, () => told++, _time);
        (await TellAsync(view)).ShouldBe("all:");
        var (first, second) = (presences.Enter("room", "u1"), presences.Enter("room", "u1"));
        told.ShouldBe(1);
        (await TellAsync(view)).ShouldBe("+u1");
        first.Dispose();
        first.Dispose();
        _time.Advance(TimeSpan.FromMinutes(1));
        (await TellAsync(view)).ShouldBe("");

        second.Dispose();
        _time.Advance(Presences.Grace - TimeSpan.FromSeconds(1));
        (await TellAsync(view)).ShouldBe("");
        using (presences.Enter("room", "u1"))
            _time.Advance(Presences.Grace * 2);
        told.ShouldBe(1);
        (await TellAsync(view)).ShouldBe("");
        _time.Advance(Presences.Grace);
        told.ShouldBe(2);
        (await TellAsync(view)).ShouldBe("-u1");
    }

    [Fact]
    public async Task What_came_and_went_between_two_looks_is_not_told()
    {
        await using var presences = new Presences(new LocalPresence(), _time);
        using var stays = presences.Enter("room", "a");
        using var elsewhere = presences.Enter("other", "x");
        using var view = new PresenceView("room", presences.Store, () => { }, _time);
        (await TellAsync(view)).ShouldBe("all:a");
        presences.Enter("room", "b").Dispose();
        _time.Advance(Presences.Grace);
        using var late = presences.Enter("room", "c");
        (await TellAsync(view)).ShouldBe("+c");
    }

    private static async Task<string> TellAsync(PresenceView view) => await view.NewsAsync() switch
    {
        var (join, leave, isSnapshot) => isSnapshot ? $"all:{string.Join(',', join)}" : string.Concat(join.Select(user => $"+{user}").Concat(leave.Select(user => $"-{user}"))),
        null => "",
    };
}
