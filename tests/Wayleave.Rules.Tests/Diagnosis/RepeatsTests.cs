using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis;

public sealed class RepeatsTests
{
    private static readonly Reply Down = Reply.Of(502, "Bad Gateway").By("nginx");

    [Fact]
    public void One_of_two_backends_down_degrades()
    {
        Judgement judgement = RunBuilder.Socket().Plain(Reply.Of(404, "Not Found")).Upgrade(Reply.Opens()).Upgrade(Variation.Repeat, Down).Judge();

        judgement.Verdict.ShouldBe(Verdict.Degraded);
        judgement.Findings[0].Cause.ShouldBe(CauseNames.BackendDown);
        judgement.Findings[0].Severity.ShouldBe(Severity.Warning);
        judgement.Findings[0].Summary.ShouldStartWith("1 of 2 like handshakes fail");
    }

    [Fact]
    public void What_lies_behind_a_certificate_that_a_browser_refuses_is_no_other_backend()
    {
        Judgement judgement = RunBuilder.Socket().Tls(t => t with { Flaws = [CertificateFlaw.WrongName] })
            .Upgrade(Reply.Fails(FailureStage.Tls, FailureKind.CertificateInvalid)).Upgrade(Variation.Repeat, Reply.Opens()).Upgrade(Variation.NoOrigin, Reply.Opens()).Judge();

        judgement.Verdict.ShouldBe(Verdict.Broken);
        judgement.Findings.ShouldHaveSingleItem().Cause.ShouldBe(CauseNames.CertInvalid);
    }

    [Fact]
    public void It_degrades_too_where_the_first_one_met_the_backend_that_is_down()
    {
        Judgement judgement = RunBuilder.Socket().Plain(Reply.Of(404, "Not Found")).Upgrade(Down).Upgrade(Variation.Repeat, Reply.Opens())
            .Upgrade(Variation.NoOrigin, Reply.Opens()).Upgrade(Variation.NoDeflate, Down).Judge();

        judgement.Verdict.ShouldBe(Verdict.Degraded);
        judgement.Findings.ShouldHaveSingleItem().Cause.ShouldBe(CauseNames.BackendDown);
    }

    [Fact]
    public void Two_harmless_variations_that_meet_a_gateway_error_show_it_as_well()
    {
        Judgement judgement = RunBuilder.Socket().Plain(Reply.Of(404, "Not Found")).Upgrade(Reply.Opens()).Upgrade(Variation.Repeat, Reply.Opens())
            .Upgrade(Variation.NoOrigin, Down).Upgrade(Variation.OtherSchemeOrigin, Reply.Opens()).Upgrade(Variation.NoUserAgent, Down).Judge();

        judgement.Verdict.ShouldBe(Verdict.Degraded);
        judgement.Findings[0].Cause.ShouldBe(CauseNames.BackendDown);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(503)]
    public void What_only_our_later_probes_earn_is_no_fault(int status)
    {
        Reply refused = Reply.Of(status, "No");

        RunBuilder.Socket().Plain(Reply.Of(404, "Not Found")).Upgrade(Reply.Opens()).Upgrade(Variation.Repeat, refused).Upgrade(Variation.NoDeflate, refused).Judge()
            .Verdict.ShouldBe(Verdict.Works);
    }

    [Fact]
    public void A_backend_that_refuses_in_its_own_way_between_others_that_let_in_is_named()
    {
        Judgement judgement = RunBuilder.Socket().Plain(Reply.Of(404, "Not Found")).Upgrade(Reply.Opens()).Upgrade(Variation.Repeat, Reply.Of(403, "Forbidden"))
            .Upgrade(Variation.NoUserAgent, Reply.Opens()).Judge();

        judgement.Verdict.ShouldBe(Verdict.Degraded);
    }

    [Fact]
    public void A_repeat_that_was_held_more_briefly_than_the_browsers_own_lived_is_no_disagreement()
    {
        Judgement judgement = RunBuilder.Socket().Plain(Reply.Of(404, "Not Found")).Upgrade(Reply.Opens().Ends(EndKind.Eof, 2000))
            .Upgrade(Variation.Repeat, Reply.Opens().Ends(EndKind.ClosedByUs, 500)).Judge();

        judgement.Findings[0].Cause.ShouldBe(CauseNames.IdleTimeoutProxy);
        judgement.Findings[0].Summary.ShouldNotContain("like handshakes");
    }

    [Fact]
    public void One_backend_that_hangs_up_where_the_other_holds_is_a_disagreement()
    {
        Judgement judgement = RunBuilder.Socket().Plain(Reply.Of(404, "Not Found")).Upgrade(Reply.Opens())
            .Upgrade(Variation.Repeat, Reply.Opens().Ends(EndKind.Eof, 20)).Judge();

        judgement.Verdict.ShouldBe(Verdict.Degraded);
        judgement.Findings[0].Cause.ShouldBe(CauseNames.AppError);
    }

    [Fact]
    public void A_healthy_run_has_no_disagreement() => Repeats.Of(RunBuilder.Healthy().Evidence().Public).ShouldBeNull();
}
