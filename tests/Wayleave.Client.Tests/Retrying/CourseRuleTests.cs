using Wayleave.Client.Retrying;

namespace Wayleave.Client.Tests.Retrying;

public sealed class CourseRuleTests
{
    // Before the first word, behind it, and once there was more.
    [Theory]
    [InlineData(4000, nameof(Course.Stop), nameof(Course.Stop), nameof(Course.Stop))]
    [InlineData(4099, nameof(Course.Stop), nameof(Course.Stop), nameof(Course.Stop))]
    [InlineData(4100, nameof(Course.BackOff), nameof(Course.BackOff), nameof(Course.BackOff))]
    [InlineData(4199, nameof(Course.BackOff), nameof(Course.BackOff), nameof(Course.BackOff))]
    [InlineData(4200, nameof(Course.BackOff), nameof(Course.BackOff), nameof(Course.AtOnce))]
    [InlineData(4299, nameof(Course.BackOff), nameof(Course.BackOff), nameof(Course.AtOnce))]
    [InlineData(4300, nameof(Course.BackOff), nameof(Course.BackOff), nameof(Course.BackOff))]
    [InlineData(3999, nameof(Course.BackOff), nameof(Course.BackOff), nameof(Course.BackOff))]
    [InlineData(1000, nameof(Course.BackOff), nameof(Course.BackOff), nameof(Course.BackOff))]
    [InlineData(1012, nameof(Course.BackOff), nameof(Course.BackOff), nameof(Course.BackOff))]
    [InlineData(null, nameof(Course.BackOff), nameof(Course.BackOff), nameof(Course.BackOff))]
    public void Close_codes_say_who_comes_back(int? code, string unopened, string open, string serving) =>
        Check(new LineEnding.Closed(code, ""), Enum.Parse<Course>(unopened), Enum.Parse<Course>(open), Enum.Parse<Course>(serving));

    [Theory]
    [InlineData(204, nameof(Course.Stop), nameof(Course.Stop))]
    [InlineData(401, nameof(Course.Stop), nameof(Course.AtOnce))]
    [InlineData(400, nameof(Course.NextTransportOrStop), nameof(Course.NextTransportOrStop))]
    [InlineData(403, nameof(Course.NextTransportOrStop), nameof(Course.NextTransportOrStop))]
    [InlineData(404, nameof(Course.NextTransportOrStop), nameof(Course.NextTransportOrStop))]
    [InlineData(410, nameof(Course.NextTransportOrStop), nameof(Course.NextTransportOrStop))]
    [InlineData(200, nameof(Course.NextTransport), nameof(Course.NextTransport))]
    [InlineData(301, nameof(Course.NextTransport), nameof(Course.NextTransport))]
    [InlineData(426, nameof(Course.NextTransport), nameof(Course.NextTransport))]
    [InlineData(501, nameof(Course.NextTransport), nameof(Course.NextTransport))]
    [InlineData(429, nameof(Course.BackOff), nameof(Course.BackOff))]
    [InlineData(500, nameof(Course.BackOff), nameof(Course.BackOff))]
    [InlineData(502, nameof(Course.BackOff), nameof(Course.BackOff))]
    [InlineData(503, nameof(Course.BackOff), nameof(Course.BackOff))]
    [InlineData(504, nameof(Course.BackOff), nameof(Course.BackOff))]
    public void Statuses_say_whether_another_transport_helps(int status, string unopened, string serving)
    {
        CourseRule.Of(new LineEnding.Refused(status, null), isOpen: false, isServing: false, hasMoved: false, losses: 0).ToString().ShouldBe(unopened);
        CourseRule.Of(new LineEnding.Refused(status, null), isOpen: true, isServing: true, hasMoved: false, losses: 0).ToString().ShouldBe(serving);
    }

    [Fact]
    public void The_rest_is_told_by_how_far_it_had_come()
    {
        Check(new LineEnding.Lost(""), Course.BackOff, Course.BackOff, Course.BackOff);
        Check(new LineEnding.Unreachable(""), Course.BackOff, Course.BackOff, Course.BackOff);
        Check(new LineEnding.NoTicket(""), Course.BackOff, Course.BackOff, Course.BackOff);
        Check(new LineEnding.Silent(default), Course.NextTransport, Course.BackOff, Course.BackOff);
        Check(new LineEnding.NotSpoken(""), Course.NextTransport, Course.BackOff, Course.BackOff);
        Check(new LineEnding.TooLong(1), Course.Stop, Course.Stop, Course.Stop);
        Check(new LineEnding.Aged(), Course.AtOnce, Course.AtOnce, Course.AtOnce);
        Check(new LineEnding.Denied("x", true, null), Course.BackOff, Course.BackOff, Course.BackOff);
        Check(new LineEnding.Denied("x", false, null), Course.Stop, Course.Stop, Course.Stop);
    }

    [Fact]
    public void Two_losses_before_the_first_word_are_the_transports_fault()
    {
        CourseRule.Of(new LineEnding.Lost(""), isOpen: false, isServing: false, hasMoved: false, losses: 1).ShouldBe(Course.BackOff);
        CourseRule.Of(new LineEnding.Lost(""), isOpen: false, isServing: false, hasMoved: false, losses: 2).ShouldBe(Course.NextTransport);
    }

    [Fact]
    public void Whoever_is_out_of_step_again_and_again_backs_off()
    {
        CourseRule.Of(new LineEnding.OutOfStep("a"), isOpen: true, isServing: true, hasMoved: true, losses: 0).ShouldBe(Course.AtOnce);
        CourseRule.Of(new LineEnding.OutOfStep("a"), isOpen: true, isServing: true, hasMoved: false, losses: 0).ShouldBe(Course.BackOff);
    }

    [Fact]
    public void A_wait_that_is_asked_for_is_kept_within_an_hour()
    {
        CourseRule.LeastWait(new LineEnding.Refused(503, TimeSpan.FromSeconds(7))).ShouldBe(TimeSpan.FromSeconds(7));
        CourseRule.LeastWait(new LineEnding.Refused(503, TimeSpan.FromDays(7))).ShouldBe(TimeSpan.FromHours(1));
        CourseRule.LeastWait(new LineEnding.Refused(503, TimeSpan.FromSeconds(-7))).ShouldBe(TimeSpan.Zero);
        CourseRule.LeastWait(new LineEnding.Denied("unavailable", true, TimeSpan.FromSeconds(30))).ShouldBe(TimeSpan.FromSeconds(30));
        CourseRule.LeastWait(new LineEnding.NoTicket("") { Cause = new EventsTicketException("busy", TimeSpan.FromSeconds(3)) }).ShouldBe(TimeSpan.FromSeconds(3));
        CourseRule.LeastWait(new LineEnding.NoTicket("") { Cause = new IOException() }).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_failure_says_what_happened()
    {
        CourseRule.Failure(new LineEnding.Closed(4003, "forbidden")).ShouldBeOfType<EventsClosedException>().Code.ShouldBe(4003);
        CourseRule.Failure(new LineEnding.Refused(404, null)).ShouldBeOfType<EventsRefusedException>().Status.ShouldBe(404);
        CourseRule.Failure(new LineEnding.Denied("forbidden", false, null)).ShouldBeOfType<EventsRefusedException>().Code.ShouldBe("forbidden");
        CourseRule.Failure(new LineEnding.TooLong(1024)).ShouldBeOfType<EventsTooLongException>().Message.ShouldContain("1024");
    }

    private static void Check(LineEnding ending, Course unopened, Course open, Course serving)
    {
        CourseRule.Of(ending, isOpen: false, isServing: false, hasMoved: false, losses: 1).ShouldBe(unopened);
        CourseRule.Of(ending, isOpen: true, isServing: false, hasMoved: false, losses: 0).ShouldBe(open);
        CourseRule.Of(ending, isOpen: true, isServing: true, hasMoved: true, losses: 0).ShouldBe(serving);
    }
}
