using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Endpoints.Sensitivity;

public sealed class SensitivityAnalysesTests
{
    private static readonly AnalysisResults Results = SixSubjects.Results;

    [Theory]
    // 2/3 v 1/3: six tables of the margins 3, 3 by 3, 3 have the probabilities 1, 9, 9, 1 of 20.
    [InlineData("SENS-TESTS/full/MSC:CONTROL/T4/outcome/fisher/p", 1)]
    [InlineData("SENS-TESTS/full/MSC:CONTROL/T4/outcome/fisher-mid-p/p", 1 - (9.0 / 40))]
    [InlineData("SENS-TESTS/full/MSC:CONTROL/T4/outcome/chi-square/statistic", 6.0 * 9 / 81)] // n(ad − bc)² / Π margins
    [InlineData("SENS-TESTS/full/MSC:CONTROL/T4/outcome/mantel-haenszel-site/statistic", 0.25 / 0.45)] // (a − E)² / V, V = 81/(36·5)
    [InlineData("SENS-TESTS/full/MSC:CONTROL/T4/outcome/flips/n", 0)]
    [InlineData("SENS-TESTS/full/MSC:CONTROL/F2/log-rank/log-rank-site/statistic", 0.25 / 0.65)]
    // Day 5: weight 6, O − E 0, variance 0.4; day 9: weight 4, −0.5, 0.25. χ² = 2² / (36·0.4 + 16·0.25).
    [InlineData("SENS-TESTS/full/MSC:CONTROL/F2/log-rank/gehan/statistic", 4 / 18.4)]
    [InlineData("SENS-SITE/full/MSC/T4/renmin-wuhan/percent", 200.0 / 3)]
    [InlineData("SENS-SITE/full/MSC:CONTROL/T4/odds-ratio/estimate", 4)]
    [InlineData("EVALUE/full/MSC:CONTROL/T4/outcome/e-value/estimate", 3.4142135623730951)] // 2 + √(2·1)
    [InlineData("EVALUE/full/MSC:CONTROL/T4/outcome/e-value-of-limit/estimate", 1)]
    [InlineData("RMST/full/MSC/survival/estimate", 5 + (25 * 2.0 / 3))]
    [InlineData("RMST/full/CONTROL/survival/estimate", 5 + (4 * 2.0 / 3) + 7)]
    [InlineData("RMST/full/MSC:CONTROL/survival/difference/estimate", 7)]
    [InlineData("SENS-MISSING/full/MSC/T5-CT/missing-as-failure/N", 3)]
    [InlineData("SENS-MISSING/full/MSC/T5-CT/best-case/n", 3)]
    [InlineData("SENS-MISSING/full/CONTROL/T5-CT/best-case/n", 0)]
    [InlineData("LOOKS/full/MSC:CONTROL/T4/final/boundary/estimate", 1.9599639845400542)] // qnorm(.975)
    [InlineData("LOOKS/full/total/T4/information/estimate", 6.0 / 44)]
    [InlineData("LOOKS/full/total/T4/alpha-spent/estimate", 0)]
    [InlineData("MULTIPLICITY/full/MSC:CONTROL/T4/outcome/unadjusted/p", 1)]
    [InlineData("MULTIPLICITY/full/MSC:CONTROL/T4/outcome/holm/p", 1)]
    public void Run_SixSubjects_GivesTheNumbersWorkedByHand(string id, double expected) => Number(id).ShouldBe(expected, 1e-9);

    [Fact]
    public void Run_BetweenLooks_NamesTheNextAndSpendsNothing()
    {
        Results.Find("LOOKS/full/total/T4/reached/look")!.Value.ShouldBe(new TextValue("none"));
        Results.Find("LOOKS/full/total/T4/next/look")!.Value.ShouldBe(new TextValue("final"));
        Results.Find("LOOKS/full/MSC:CONTROL/T4/boundary-crossed/estimate")!.Value.ShouldBeOfType<NotEstimableValue>().Reason.ShouldContain("no look");
    }

    [Fact]
    public void Run_ComparisonThatTheProtocolsTestCannotMake_HasEveryRowWithItsReason()
    {
        var own = Results.Find("T5-CT/full/MSC:CONTROL/outcome/p")!.Value.ShouldBeOfType<NotEstimableValue>();
        foreach (var test in new[] { "fisher", "boschloo", "chi-square", "mantel-haenszel-site" })
        {
            Results.Find($"SENS-TESTS/full/MSC:CONTROL/T5-CT/outcome/{test}/p")!.Value.ShouldBe(own);
        }
    }

    [Theory]
    [InlineData("T5-HOSPITAL/full/MSC/death/4/estimate", 0.5)]
    [InlineData("T5-HOSPITAL/full/MSC/death/4/at-risk", 2)]
    [InlineData("T5-HOSPITAL/full/MSC/end-of-stay/10/estimate", 0.5)]
    [InlineData("T5-HOSPITAL/full/MSC/end-of-stay/missing", 1)]
    [InlineData("T5-HOSPITAL/full/CONTROL/end-of-stay/6/estimate", 1)]
    public void Run_StayThatDeathEnded_CompetesWithDischarge(string id, double expected) => Number(id).ShouldBe(expected, 1e-12);

    [Theory]
    [InlineData("ELIG/full/MSC/EXCLUSION_1/n", 1)]
    [InlineData("ELIG/full/total/EXCLUSION_1/N", 6)]
    [InlineData("ELIG/full/MSC/any-criterion/n", 1)] // one met; of the others only one criterion of nine is known
    [InlineData("ELIG/full/MSC/any-criterion/missing", 2)]
    [InlineData("ELIG/full/total/PULMONARY_EMBOLISM/n", 0)]
    [InlineData("ELIG/full/total/withdrawn/n", 0)]
    [InlineData("F1B/full/total/COUGH/day-7/N", 4)] // planned for day 7: subjects 3 and 5 died on day 5
    [InlineData("F1B/full/total/COUGH/day-7/n", 3)]
    [InlineData("F1B/full/CONTROL/COUGH/day-7/missing", 1)]
    [InlineData("F1B/full/CONTROL/MSC_INFUSION/day-1/N", 0)]
    [InlineData("F1B/full/MSC/MSC_INFUSION/day-1/missing", 3)]
    public void Run_SixSubjects_CountsCriteriaAndSchedule(string id, double expected) => Number(id).ShouldBe(expected);

    [Fact]
    public void Run_NobodyAndOneSubject_GivesRowsThatSayWhy()
    {
        foreach (var results in new[] { SixSubjects.Run([]), SixSubjects.Run([1]), SixSubjects.Run([1, 2, 4]) })
        {
            results.Rows.Select(row => row.Value).OfType<NumberValue>().ShouldAllBe(value => double.IsFinite(value.Value));
            results.Find("SENS-OVERLAP/full/MSC:CONTROL/T4/risk-difference/p")!.Value.ShouldBeOfType<NotEstimableValue>();
            results.Find("FRAGILITY/full/MSC:CONTROL/T4/index/estimate")!.Value.ShouldBeOfType<NotEstimableValue>();
        }
    }

    [Fact]
    public void Run_EachSensitivityRow_LeadsToResourceVersions()
    {
        var row = Results.Find("SENS-TESTS/full/MSC:CONTROL/T4/outcome/boschloo/p")!;

        Results.SourceSets[row.Sources].ShouldContain("v503-patient");
    }

    private static double Number(string id) => ((NumberValue)(Results.Find(id) ?? throw new ArgumentException($"No row {id}.")).Value).Value;
}
