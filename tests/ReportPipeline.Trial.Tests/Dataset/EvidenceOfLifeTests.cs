using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using static ReportPipeline.Tests.Facts;

namespace ReportPipeline.Tests.Dataset;

/// <summary>
/// What shows a subject alive. Enrolled on 10 February 2020, seen on the 14th, trial day 5; 10 March is trial day 30 (a leap year: 20 days of
/// February and 10 of March).
/// </summary>
public sealed class EvidenceOfLifeTests
{
    /// <summary>The codes of HL7's data-absent-reason system (R4), and ours for a value that could not be used.</summary>
    [Theory]
    [InlineData("unknown", 5)]
    [InlineData("asked-unknown", 5)]
    [InlineData("temp-unknown", 5)]
    [InlineData("not-asked", 5)]
    [InlineData("asked-declined", 5)]
    [InlineData("masked", 30)]
    [InlineData("not-applicable", 5)]
    [InlineData("unsupported", 5)]
    [InlineData("as-text", 30)]
    [InlineData("error", 5)]
    [InlineData("not-a-number", 30)]
    [InlineData("negative-infinity", 30)]
    [InlineData("positive-infinity", 30)]
    [InlineData("not-performed", 5)]
    [InlineData("not-permitted", 5)]
    [InlineData("quarantined", 30)]
    public void From_MissingValueOnDay30_ShowsLifeOnlyWhereSomebodyMeasured(string reason, int day)
    {
        var data = Derive([.. SeenOnDay5(), Observation("CT_CHANGE", new MissingValue(reason), At("2020-03-10"), 3)]);

        data.Subject.LastKnownAliveDay.ShouldBe(day);
        data.Survival!.Time.ShouldBe(day);
        data.Survival.EventObserved.ShouldBeFalse();
        EndOf(data).ShouldBe(day == 30 ? FollowUpEnd.Completed : FollowUpEnd.Lost);
    }

    /// <summary>One part of a panel was not done, the other was: the subject was there.</summary>
    [Fact]
    public void From_OneReadingOfTheDayNotPerformed_TheOtherShowsLife()
    {
        var missing = Observation("SPO2", new MissingValue("not-performed"), At("2020-03-10"), 3, key: "panel");
        var measured = Observation("SAO2", new QuantityValue(96, null), At("2020-03-10"), 3, key: "panel");

        Derive([.. SeenOnDay5(), missing, measured]).Subject.LastKnownAliveDay.ShouldBe(30);
    }

    /// <summary>A recovery that was not assessed on day 30 is no recovery on day 30.</summary>
    [Fact]
    public void From_DateWithAReasonInPlaceOfIt_HasNoValue()
    {
        var finding = Derive([.. SeenOnDay5(), Observation("IMPROVEMENT", new MissingValue("not-performed"), At("2020-03-10"), 3)])
            .Findings.Single(item => item.Parameter == "IMPROVEMENT");

        finding.AnalysisValue.ShouldBeNull();
        finding.MissingReason.ShouldBe("not-performed");
    }

    private static IEnumerable<ClinicalFact> SeenOnDay5() => [.. Enrolled(), Quantity("SPO2", 95, "2020-02-14", 2)];

    private static ClinicalPeriod At(string day) => ClinicalPeriod.At(On(day));

    private static FollowUpEnd EndOf(SubjectData data) => DeriveDisposition.From(data.Subject, Facts.Trial).End;

    private static SubjectData Derive(IEnumerable<ClinicalFact> facts) => DeriveSubjectData.From(Facts.Trial, Subject, Site, facts);
}
