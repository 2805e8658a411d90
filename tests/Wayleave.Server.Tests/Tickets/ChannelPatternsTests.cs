using System.Collections.Immutable;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tickets;

namespace Wayleave.Server.Tests.Tickets;

public sealed class ChannelPatternsTests
{
    private static readonly ImmutableArray<RouteSettings> s_routes =
    [
        Route("/ws/{user_id}", "user:{user_id}:events", new AuthSettings()),
        Route("/team/{team}/{user_id}", "team:{team}:{user_id}", new AuthSettings()),
        Route("/of/{id}/{user_id}", "of:{id}", new AuthSettings()),
        Route("/any/{user_id}", "any:{user_id}", new AuthSettings { Subject = null }),
        Route("/open/{user_id}", "open:{user_id}", null),
        Route("/off/{user_id}", "off:{user_id}", new AuthSettings { Ticket = false }),
        Route("/me/{id}", "me:{id}", new AuthSettings { Subject = "id" }),
        Route("/news", "news", new AuthSettings()),
    ];

    [Theory]
    [InlineData("user:7:events", true)]
    [InlineData("me:7", true)]
    [InlineData("user:8:events", false)]
    [InlineData("team:7:7", false)]
    [InlineData("of:7", false)]
    [InlineData("any:7", false)]
    [InlineData("open:7", false)]
    [InlineData("off:7", false)]
    [InlineData("news", false)]
    public void Who_names_no_channels_may_follow_those_that_a_guarded_route_makes_of_the_subject_alone(string channel, bool may) =>
        new Admitted("7", null, null, "", default).Allows(channel, s_routes).ShouldBe(may);

    [Theory]
    [InlineData("a:b", true)]
    [InlineData("user:7:events", false)]
    public void Who_names_channels_may_follow_these_alone(string channel, bool may) =>
        new Admitted("7", ChannelPatterns.Read(["a:*"], out _), null, "", default).Allows(channel, s_routes).ShouldBe(may);

    [Fact]
    public void A_ticket_names_a_hundred_channels_at_most()
    {
        ChannelPatterns.Read([.. Enumerable.Range(0, 100).Select(i => $"a:{i}")], out var wrong).Length.ShouldBe(100);
        wrong.ShouldBeNull();
        ChannelPatterns.Read([.. Enumerable.Range(0, 101).Select(i => $"a:{i}")], out wrong);
        wrong.ShouldBe("a ticket names at most 100 channels");
    }

    private static RouteSettings Route(string path, string channel, AuthSettings? auth) => new() { Name = path, Path = path, Destinations = [], Channels = [channel], Auth = auth };
}
