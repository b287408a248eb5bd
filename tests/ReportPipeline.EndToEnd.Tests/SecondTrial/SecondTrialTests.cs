using ReportPipeline.Reporting;
using ReportPipeline.Tests.SampleResults;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.SecondTrial;

/// <summary>
/// A randomised trial with three sites, a continuous primary endpoint and two looks goes from bundles to reports by its protocol file
/// alone.
/// </summary>
public sealed class SecondTrialTests
{
    private static readonly SampleOutcome Trial = SampleRun.SecondTrial;

    // R: change <- after - before, from ADSL and ADFIND (PARAMCD LDL, AVISIT baseline and week-12) as exported;
    // fit <- lm(change ~ relevel(factor(TRTP), "PLACEBO") + before + factor(SITEID)); summary(fit)$coefficients; confint(fit); fit$df.residual
    // The looks: gsDesign's and ldbounds' boundaries of two O'Brien-Fleming type looks at .5 and 1, 2.962588 and 1.968596.
    [Theory]
    [InlineData("LDL-12/itt/ANTIBODY:PLACEBO/LDL/difference/estimate", -0.54381328990843203)]
    [InlineData("LDL-12/itt/ANTIBODY:PLACEBO/LDL/difference/se", 0.0986489308696503)]
    [InlineData("LDL-12/itt/ANTIBODY:PLACEBO/LDL/difference/lower", -0.740947447941580)]
    [InlineData("LDL-12/itt/ANTIBODY:PLACEBO/LDL/difference/upper", -0.346679131875284)]
    [InlineData("LDL-12/itt/ANTIBODY:PLACEBO/LDL/difference/statistic", -5.5126120994357173)]
    [InlineData("LDL-12/itt/ANTIBODY:PLACEBO/LDL/difference/df", 63)]
    [InlineData("LDL-12/itt/ANTIBODY:PLACEBO/LDL/difference/p", 7.02016002964102e-07)]
    [InlineData("LDL-12/itt/total/LDL/left-out/n", 4)]
    [InlineData("LOOKS/itt/ANTIBODY:PLACEBO/LDL-12/interim/boundary/estimate", 2.962588043)]
    [InlineData("LOOKS/itt/ANTIBODY:PLACEBO/LDL-12/final/boundary/estimate", 1.968595641)]
    public void Results_KeyFigures_AgreeWithR(string id, double expected) =>
        // Both are closed forms of doubles; the boundaries are stored to nine decimals.
        Trial.Number(id).ShouldBe(expected, 1e-8 * Math.Max(1e-3, Math.Abs(expected)));

    [Fact]
    public void Results_NobodyLeftToObserve_TheFinalLookIsReached()
    {
        Trial.Number("LOOKS/itt/total/LDL-12/information/estimate").ShouldBe(68.0 / 72, 1e-12);
        Trial.Results.Find("LOOKS/itt/total/LDL-12/reached/look")!.Value.ShouldBe(new TextValue("final"));
        Trial.Number("LOOKS/itt/total/LDL-12/alpha-spent/estimate").ShouldBe(0.05, 1e-12);
    }

    [Fact]
    public void Bundles_OfTheSimulator_RaiseNoIssueAndNoQueryAndNoAuditFinding()
    {
        Trial.Examined.ShouldAllBe(bundle => bundle.Issues.IsEmpty);
        Trial.Dataset.Queries.ShouldBeEmpty();
        Trial.Number("AUDIT/itt/total/findings/n").ShouldBe(0);
    }

    [Theory]
    [InlineData(Audience.Open, "en")]
    [InlineData(Audience.Closed, "en")]
    [InlineData(Audience.Open, "zh-Hans")]
    [InlineData(Audience.Closed, "zh-Hans")]
    public void Report_OfASecondProtocol_IsWritten(Audience audience, string language)
    {
        var request = new ReportRequest { Protocol = Trial.Protocol, Results = Trial.Results, Audience = audience, Language = language };

        var document = ClinicalReport.Write(request);

        document.Take(2).ShouldBe("PK"u8.ToArray());
        ClinicalReport.Write(request).ShouldBe(document);
    }
}
