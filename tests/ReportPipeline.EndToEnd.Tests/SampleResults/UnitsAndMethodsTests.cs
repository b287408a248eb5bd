using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.SampleResults;

/// <summary>What stands beside the numbers of both trials: the unit of a difference, the method of an interval.</summary>
public sealed class UnitsAndMethodsTests
{
    /// <summary>24/26 is 92.3 % and 12/18 is 66.7 %: they differ by 25.6 percentage points, which is 38 % of the smaller.</summary>
    [Fact]
    public void Row_DifferenceOfPercentages_IsInPercentagePoints()
    {
        var difference = SampleRun.Outcome.Results.Find("T4/full/MSC:CONTROL/outcome/risk-difference/estimate")!;

        ((NumberValue)difference.Value).Value.ShouldBe(100 * ((24.0 / 26) - (12.0 / 18)), 1e-9);
        difference.Unit.ShouldBe("percentage points");
    }

    [Fact]
    public void Rows_DifferencesAndStandardErrorsOfPercentages_AloneAreInPercentagePoints()
    {
        foreach (var row in BothTrials())
        {
            var isDifference = row.Id.Contains("/risk-difference/", StringComparison.Ordinal) && row.Statistic is ("estimate" or "se" or "lower" or "upper");
            var isErrorOfPercentage = row.Id.EndsWith("/weighted/se", StringComparison.Ordinal);
            (row.Unit == "percentage points").ShouldBe(isDifference || isErrorOfPercentage, row.Id);
        }
    }

    [Fact]
    public void Rows_LimitsOfAnyInterval_NameMethodAndConvention()
    {
        var limits = BothTrials().Where(row => row.Statistic is "lower" or "upper").ToList();

        limits.Count.ShouldBeGreaterThan(100);
        limits.Where(row => row.Method is null || row.Convention is null).Select(row => row.Id).ShouldBeEmpty();
        SampleRun.Outcome.Results.Find("T4/full/MSC/outcome/lower")!.Method.ShouldBe("Binomial proportion");
        SampleRun.Outcome.Results.Find("T4/full/MSC/outcome/lower")!.Convention.ShouldBe("95 % interval, Clopper–Pearson");
    }

    private static IEnumerable<AnalysisResult> BothTrials() => [.. SampleRun.Outcome.Results.Rows, .. SampleRun.SecondTrial.Results.Rows];
}
