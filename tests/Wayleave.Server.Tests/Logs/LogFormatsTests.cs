using Wayleave.Server.Logs;

namespace Wayleave.Server.Tests.Logs;

public sealed class LogFormatsTests
{
    private static readonly DateTimeOffset s_at = new(2026, 1, 2, 3, 4, 5, 6, TimeSpan.FromHours(2));

    private static readonly LogEntry s_entry = new(
        s_at, LogEvents.DestinationDown, "destination down", new("id", 5L), new("route", "/"), new("why", "it said \"no\""), new("reason", ""),
        new("tls", true), new("rtt", 1.5), new("code", null), new("listen", new[] { "a", "b" }));

    [Fact]
    public void A_line_for_people_has_the_time_in_UTC_the_message_and_the_facts() =>
        LogText.Of(s_entry).ShouldBe(
            """2026-01-02T01:04:05.006Z warning: destination down id=5 route=/ why="it said \"no\"" reason="" tls=yes rtt=1.5 listen=a,b""");

    [Fact]
    public void A_message_that_says_all_stands_alone() =>
        LogText.Of(s_entry with { Event = LogEvents.Listening, MessageIsAll = true }).ShouldBe("2026-01-02T01:04:05.006Z destination down");

    [Fact]
    public void A_line_for_programs_is_one_JSON_object() =>
        LogJson.Of(s_entry).ShouldBe(
            """{"time":"2026-01-02T01:04:05.006Z","level":"warning","event":"destination-down","event_id":1302,"message":"destination down","id":5,"route":"/","why":"it said \"no\"","reason":"","tls":true,"rtt":1.5,"listen":["a","b"]}""");

    [Theory]
    [InlineData("a\r\nfake=line", " why=\"a\\\\r\\\\nfake=line\"", @"a\\r\\nfake=line")]
    [InlineData("\u001b[31mred", " why=␛[31mred", "␛[31mred")]
    [InlineData("\u202eto left", " why=\"\\\\u202eto left\"", @"\\u202eto left")]
    public void What_a_peer_says_cannot_write_lines_of_its_own_nor_move_the_cursor(string said, string text, string json)
    {
        var entry = new LogEntry(s_at, LogEvents.Notice, "m", new LogField("why", said));
        LogText.Of(entry).ShouldBe("2026-01-02T01:04:05.006Z m" + text);
        LogJson.Of(entry).ShouldContain($"\"why\":\"{json}\"");
    }

    [Fact]
    public void A_long_value_is_cut() => LogJson.Of(new LogEntry(s_at, LogEvents.Notice, "m", new LogField("path", new string('a', 40_000)))).Length.ShouldBeLessThan(700);
}
