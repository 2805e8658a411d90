using Wayleave.Probing.Planning;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Tests.Planning;

public sealed class VariationPlanTests
{
    private static readonly Asked Nothing = new() { PageOrigin = "https://a.example" };
    private static readonly Asked Everything = Nothing with { PageOriginGiven = true, Subprotocols = ["chat"], CredentialGiven = true };

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, true, true)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    [InlineData(false, false, false)]
    public void With_the_browsers_own_no_plan_exceeds_the_budget(bool direct, bool tls, bool engine) =>
        VariationPlan.After(Everything, direct, tls, null, engine).Length.ShouldBeLessThan(VariationPlan.Budget);

    [Fact]
    public void What_was_not_given_is_not_left_out()
    {
        var plan = VariationPlan.After(Nothing, direct: false, tls: false, null);

        plan.ShouldNotContain(Variation.NoCredentials);
        plan.ShouldNotContain(Variation.NoSubprotocol);
        plan.ShouldNotContain(Variation.SameHostOrigin);
        plan.ShouldNotContain(Variation.ExtendedConnect);
        plan.ShouldNotContain(Variation.ForwardedProto);
        plan.ShouldContain(Variation.ExtraSubprotocol);
        plan.Count(variation => variation == Variation.Repeat).ShouldBe(2);
    }

    [Fact]
    public void What_was_given_is_left_out_once()
    {
        var plan = VariationPlan.After(Everything, direct: true, tls: true, null);

        foreach (var variation in new[] { Variation.NoCredentials, Variation.NoSubprotocol, Variation.SameHostOrigin, Variation.ExtendedConnect, Variation.ForwardedProto })
            plan.Count(planned => planned == variation).ShouldBe(1);
    }

    [Theory]
    [InlineData(FailureStage.Resolve, FailureKind.NameNotFound, 0)]
    [InlineData(FailureStage.Connect, FailureKind.TimedOut, 0)]
    [InlineData(FailureStage.Connect, FailureKind.Refused, 1)]
    [InlineData(FailureStage.Tls, FailureKind.TlsRefused, 1)]
    [InlineData(FailureStage.Head, FailureKind.NotHttp, 1)]
    [InlineData(FailureStage.Head, FailureKind.HeadTooLarge, 1)]
    public void Where_nobody_is_reached_nothing_is_varied(FailureStage stage, FailureKind kind, int count) =>
        VariationPlan.After(Nothing, direct: false, tls: true, Failed(stage, kind)).Length.ShouldBe(count);

    [Theory]
    [InlineData(FailureStage.Tls, FailureKind.CertificateInvalid)]
    [InlineData(FailureStage.FirstByte, FailureKind.TimedOut)]
    [InlineData(FailureStage.FirstByte, FailureKind.Reset)]
    public void Where_somebody_refuses_everything_is_varied(FailureStage stage, FailureKind kind) =>
        VariationPlan.After(Nothing, direct: false, tls: true, Failed(stage, kind))
            .ShouldBe(VariationPlan.After(Nothing, direct: false, tls: true, null));

    [Fact]
    public void A_refusal_of_an_origin_with_a_port_is_tried_without_it()
    {
        var given = Nothing with { PageOrigin = "https://a.example:8443" };
        var refused = Failed(FailureStage.Body, FailureKind.Other) with { Failure = null, Status = 403 };

        VariationPlan.After(given, direct: true, tls: true, refused).ShouldContain(Variation.NoPortOrigin);
        VariationPlan.After(Nothing, direct: true, tls: true, refused).ShouldNotContain(Variation.NoPortOrigin);
        VariationPlan.After(given with { Subprotocols = ["chat"], CredentialGiven = true }, direct: true, tls: true, refused).Length.ShouldBeLessThan(VariationPlan.Budget);
    }

    private static HttpExchange Failed(FailureStage stage, FailureKind kind) =>
        new() { Method = "GET", Path = "/", RequestHeaders = [], Failure = new Failure(stage, kind, "") };

    [Fact]
    public void A_spread_stays_within_its_span_and_keeps_even_distances()
    {
        var begins = VariationPlan.Spread(4, TimeSpan.FromSeconds(4));

        begins.ShouldBe([TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(3.5)]);
        VariationPlan.Spread(0, TimeSpan.FromSeconds(4)).ShouldBeEmpty();
    }
}
