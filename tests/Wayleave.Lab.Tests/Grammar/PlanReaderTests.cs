using FsCheck;
using FsCheck.Fluent;
using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Tests.Grammar;

public sealed class PlanReaderTests
{
    [Theory]
    [InlineData("nginx")]
    [InlineData("nginx:strip-upgrade")]
    [InlineData("cloudflare:flexible,nginx:status=403:latency=1s")]
    [InlineData("nginx:status=403@all:blackhole@all")]
    [InlineData("proxy:redirect=https://app.example:8443/a?c=d:latency=250ms")]
    [InlineData("alb:sticky:rule=/ws/*:rule=/live:idle=90s")]
    [InlineData("proxy:cuts=50ms-300ms:lose=4k:duplicate:hold=text/event-stream:hold:latency=20ms-80ms:cut-after=1k@all")]
    [InlineData("proxy:buffer:header-limit=8k,proxy:buffer=64k:max-message=1m")]
    public void A_chain_is_written_as_it_was_read(string text) => LabPlan.Parse(text).ToString().ShouldBe(text);

    [Theory]
    [InlineData("nginx:strip-upgrad", 7, "unknown fault 'strip-upgrad' at column 7; did you mean 'strip-upgrade'?")]
    [InlineData("ngnix", 1, "unknown hop 'ngnix' at column 1; did you mean 'nginx'?")]
    [InlineData("nginx,cloudflair:flexible", 7, "unknown hop 'cloudflair' at column 7; did you mean 'cloudflare'?")]
    [InlineData("nginx:wibblewobble", 7, "unknown fault 'wibblewobble' at column 7; `wayleave lab --list` names them all")]
    [InlineData("", 1, "a hop is missing at column 1")]
    [InlineData("nginx,", 7, "a hop is missing at column 7")]
    [InlineData("nginx:", 7, "a fault is missing at column 7")]
    [InlineData("nginx:idle", 7, "'idle' at column 7 needs a value: idle=T")]
    [InlineData("nginx:idle=5", 12, "'5' at column 12 is no value for 'idle': expected a time with its unit, such as 250ms, 5s or 2m")]
    [InlineData("nginx:status=99", 14, "'99' at column 14 is no value for 'status': expected an HTTP status from 200 to 599")]
    [InlineData("nginx:one-of=0", 14, "'0' at column 14 is no value for 'one-of': expected a whole number from 1")]
    [InlineData("nginx:buffer=4q", 14, "'4q' at column 14 is no value for 'buffer': expected a size in bytes, such as 512, 64k or 1m")]
    [InlineData("nginx:cuts=3s-1s", 12, "'3s-1s' at column 12 is no value for 'cuts': expected a time, or the least and the greatest with a dash, such as 1s or 50ms-300ms")]
    [InlineData("nginx:cuts=1s-", 12, "'1s-' at column 12 is no value for 'cuts': expected a time, or the least and the greatest with a dash, such as 1s or 50ms-300ms")]
    [InlineData("nginx:http10=1", 13, "'http10' takes no value (column 13)")]
    [InlineData("nginx:idle=5s@all", 14, "'idle' takes no '@all' (column 14): it is not about single requests")]
    [InlineData("nginx:latency=1s:latency=2s", 18, "'latency' at column 18 is given twice for nginx")]
    [InlineData("nginx:flexible", 7, "unknown fault 'flexible' at column 7; `wayleave lab --list` names them all")]
    public void A_mistake_is_told_with_its_column_and_the_nearest_word(string text, int column, string message)
    {
        LabPlan.TryParse(text, out _, out var errors).ShouldBeFalse();
        errors.ShouldBe([new GrammarError(column, message)]);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        LabPlan.TryParse("ngnix,nginx:idl=5s:status=x", out _, out var errors).ShouldBeFalse();
        errors.Select(e => e.Column).ShouldBe([1, 13, 27]);
    }

    [Theory]
    [InlineData("250ms", 0.25)]
    [InlineData("1.5s", 1.5)]
    [InlineData("2m", 120)]
    [InlineData("1h", 3600)]
    public void Times_have_units(string text, double seconds) =>
        LabPlan.Parse("proxy:idle=" + text).Hops[0].Faults[0].Value.Time.TotalSeconds.ShouldBe(seconds);

    [Theory]
    [InlineData("50ms-300ms", 50, 300)]
    [InlineData("1s", 1000, 1000)]
    public void A_range_of_times_may_be_one_time(string text, int least, int most)
    {
        var value = LabPlan.Parse("proxy:cuts=" + text).Hops[0].Faults[0].Value;
        (value.Time.TotalMilliseconds, value.Most.TotalMilliseconds).ShouldBe((least, most));
    }

    [Theory]
    [InlineData("512", 512)]
    [InlineData("64k", 65536)]
    [InlineData("1M", 1048576)]
    public void Sizes_have_units_of_1024(string text, long bytes) =>
        LabPlan.Parse("proxy:cut-after=" + text).Hops[0].Faults[0].Value.Number.ShouldBe(bytes);

    [Fact]
    public void A_default_is_taken_where_no_value_is_written() =>
        LabPlan.Parse("proxy:buffer").Hops[0].Faults[0].Value.Number.ShouldBe(4096);

    [Fact]
    public void Anything_at_all_is_read_or_refused_and_never_throws()
    {
        var pieces = Gen.Elements<string>(
        [
            ",", ":", "=", "@all", "@", "//", "1", "k", "s", " ", "\0",
            .. LabCatalogue.StandIns.Select(k => k.Name), .. LabCatalogue.Faults.Select(f => f.Word.Name),
        ]);
        var texts = Gen.Select(Gen.ListOf(pieces), list => string.Concat(list));
        Prop.ForAll(Arb.From(texts), text => LabPlan.TryParse(text, out var plan, out var errors)
            ? errors.IsEmpty && LabPlan.Parse(plan!.ToString()).ToString() == plan.ToString()
            : errors.All(e => e.Column >= 1 && e.Column <= text.Length + 1)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_two_faults_share_a_name_and_no_hop_takes_one_of_theirs()
    {
        string[] faults = [.. LabCatalogue.Faults.Select(f => f.Word.Name)];
        faults.ShouldBeUnique();
        LabCatalogue.StandIns.Select(k => k.Name).ShouldBeUnique();
        LabCatalogue.StandIns.SelectMany(k => k.Settings).Select(s => s.Name).Intersect(faults).ShouldBeEmpty();
    }
}
