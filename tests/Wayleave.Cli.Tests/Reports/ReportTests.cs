using Wayleave.Cli.Reports;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Cli.Tests.Reports;

public sealed class ReportTests
{
    [Fact]
    public void A_mask_that_went_through_a_url_is_readable_again()
    {
        var judgement = new Judgement(Verdict.Works, "wss://app.example/ws?token=%E2%80%B9secret%201,%20812%20bytes%E2%80%BA opens.", [], []);
        Report.Of(Samples.Healthy(), judgement).Judgement.Summary.ShouldBe("wss://app.example/ws?token=‹secret 1, 812 bytes› opens.");
    }

    [Fact]
    public void The_sentence_leaves_out_what_stands_beside_it()
    {
        SampleReports.Broken().Sentence.ShouldBe("nginx answers the upgrade with 404, and the app never saw it.");
        Report several = SampleReports.Broken();
        (several with { Judgement = several.Judgement with { Summary = "2 of 3 sockets: " + several.Judgement.Summary } }).Sentence
            .ShouldBe("2 of 3 sockets: nginx answers the upgrade with 404, and the app never saw it.");
        SampleReports.Healthy().Sentence.ShouldBe("It opens in 33 ms and stays open.");
    }
}
