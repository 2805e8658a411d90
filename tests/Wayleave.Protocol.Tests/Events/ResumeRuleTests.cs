using Wayleave.Protocol.Events;

namespace Wayleave.Protocol.Tests.Events;

public sealed class ResumeRuleTests
{
    private static readonly EventPosition s_head = new("e", 105, 0x105);

    [Fact]
    public void An_idle_channel_needs_no_history_to_say_that_nothing_is_missing() =>
        ResumeRule.Judge(s_head, s_head, null).ShouldBe(new ResumeOutcome.Complete(0));

    [Fact]
    public void A_channel_never_published_to_has_nothing_to_miss() =>
        ResumeRule.Judge(EventPosition.Start("e"), EventPosition.Start("e"), null).ShouldBe(new ResumeOutcome.Complete(0));

    [Fact]
    public void What_is_retained_from_the_next_event_on_is_replayed() =>
        ResumeRule.Judge(new("e", 100, 0x100), s_head, new(101, 0x100)).ShouldBe(new ResumeOutcome.Complete(5));

    [Fact]
    public void From_the_start_the_first_event_follows_tag_0() =>
        ResumeRule.Judge(EventPosition.Start("e"), s_head, new(1, 0)).ShouldBe(new ResumeOutcome.Complete(105));

    [Fact]
    public void Another_epoch_is_a_gap_of_unknown_size() =>
        ResumeRule.Judge(new("f", 105, 0x105), s_head, new(106, 0x105)).ShouldBe(new ResumeOutcome.Gap(GapReason.Epoch, s_head, null));

    [Fact]
    public void A_position_ahead_of_the_head_is_a_gap() =>
        ResumeRule.Judge(new("e", 106, 0x106), s_head, null).ShouldBe(new ResumeOutcome.Gap(GapReason.Ahead, s_head, null));

    [Fact]
    public void Another_event_at_the_head_is_a_gap() =>
        ResumeRule.Judge(new("e", 105, 0x999), s_head, null).ShouldBe(new ResumeOutcome.Gap(GapReason.Diverged, s_head, null));

    [Fact]
    public void A_next_event_that_follows_another_is_a_gap() =>
        ResumeRule.Judge(new("e", 100, 0x999), s_head, new(101, 0x100)).ShouldBe(new ResumeOutcome.Gap(GapReason.Diverged, s_head, null));

    [Fact]
    public void Trimmed_history_continues_where_it_begins() =>
        ResumeRule.Judge(new("e", 60, 0x60), s_head, new(105, 0x104)).ShouldBe(new ResumeOutcome.Gap(GapReason.Trimmed, new("e", 104, 0x104), 44));

    [Fact]
    public void One_event_trimmed_is_a_gap_even_if_the_tags_are_the_same_by_chance() =>
        ResumeRule.Judge(new("e", 100, 0x100), s_head, new(102, 0x100)).ShouldBe(new ResumeOutcome.Gap(GapReason.Trimmed, new("e", 101, 0x100), 1));

    [Fact]
    public void Without_history_all_that_was_missed_is_lost() =>
        ResumeRule.Judge(new("e", 60, 0x60), s_head, null).ShouldBe(new ResumeOutcome.Gap(GapReason.Expired, s_head, 45));

    [Fact]
    public void A_limit_is_reached_with_one_event_more()
    {
        ResumeRule.Judge(new("e", 100, 0x100), s_head, new(101, 0x100), limit: 5).ShouldBe(new ResumeOutcome.Complete(5));
        ResumeRule.Judge(new("e", 100, 0x100), s_head, new(101, 0x100), limit: 4).ShouldBe(new ResumeOutcome.Gap(GapReason.Limit, s_head, 5));
    }

    [Fact]
    public void What_is_left_of_trimmed_history_is_not_sent_beyond_the_limit_either()
    {
        ResumeRule.Judge(new("e", 60, 0x60), s_head, new(103, 0x102), limit: 3).ShouldBe(new ResumeOutcome.Gap(GapReason.Trimmed, new("e", 102, 0x102), 42));
        ResumeRule.Judge(new("e", 60, 0x60), s_head, new(103, 0x102), limit: 2).ShouldBe(new ResumeOutcome.Gap(GapReason.Limit, s_head, 45));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(106)]
    public void An_entry_that_is_no_next_one_is_a_mistake_of_the_store(long offset) =>
        Should.Throw<ArgumentException>(() => ResumeRule.Judge(new("e", 100, 0x100), s_head, new(offset, 1)));

    [Fact]
    public void It_says_complete_exactly_when_nothing_is_missing()
    {
        var seen = new Dictionary<string, int>();
        for (var seed = 0; seed < 1_000; seed++)
        {
            var random = new Random(seed);
            var oracle = new ResumeOracle(random);
            for (var step = 0; step < 25; step++)
            {
                oracle.Step();
                foreach (var (at, before) in oracle.Held)
                    Check(oracle, at, before, seen, seed);
            }
        }

        // Else the property says nothing about them.
        foreach (var outcome in (string[])["Complete", "Epoch", "Ahead", "Diverged", "Trimmed", "Expired"])
            seen.GetValueOrDefault(outcome).ShouldBeGreaterThan(1000, outcome);
    }

    private static void Check(ResumeOracle oracle, EventPosition at, EventPosition[] before, Dictionary<string, int> seen, int seed)
    {
        var next = oracle.Next(at.Offset);
        // A store looks behind the asked offset whatever the epoch; what it finds there means nothing then.
        var outcome = ResumeRule.Judge(at, oracle.Head, next);
        var complete = oracle.IsComplete(at, before, out var missed);
        var name = outcome is ResumeOutcome.Gap { Reason: var reason } ? reason.ToString() : "Complete";
        seen[name] = seen.GetValueOrDefault(name) + 1;

        if (outcome is ResumeOutcome.Complete { Missed: var count })
        {
            complete.ShouldBeTrue($"case {seed}: {at} at {oracle.Head} misses something");
            count.ShouldBe(missed, $"case {seed}");
            return;
        }

        complete.ShouldBeFalse($"case {seed}: {at} at {oracle.Head} is a false {name}");
        var gap = (ResumeOutcome.Gap)outcome;
        // From where the stream continues, nothing more is missing.
        ResumeRule.Judge(gap.To, oracle.Head, oracle.Next(gap.To.Offset)).ShouldBeOfType<ResumeOutcome.Complete>($"case {seed}: {name}");
        if (gap.Lost is { } lost)
            lost.ShouldBe(gap.To.Offset - at.Offset, $"case {seed}");
    }
}
