using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using static ReportPipeline.Tests.Facts;

namespace ReportPipeline.Tests.Dataset;

/// <summary>Enrolled on 10 February 2020, trial day 1; follow-up ends on day 30, the last visit's window opens on day 23.</summary>
public sealed class DeriveDispositionTests
{
    [Fact]
    public void From_KnownAliveInTheLastWindow_HasCompleted()
    {
        var last = Facts.Trial.Visits[^1].FromDay;
        var date = new DateOnly(2020, 2, 10).AddDays(last - 1);

        Derive([.. Enrolled(), Quantity("SPO2", 95, date.ToString("yyyy-MM-dd"), 2)]).ShouldSatisfyAllConditions(
            record => record.End.ShouldBe(FollowUpEnd.Completed),
            record => record.Day.ShouldBe(last),
            record => record.Sources.ShouldBe(["v002-SPO2-2"]));
    }

    [Fact]
    public void From_LastSeenTheDayBeforeTheLastWindow_IsLost()
    {
        var date = new DateOnly(2020, 2, 10).AddDays(Facts.Trial.Visits[^1].FromDay - 2);

        Derive([.. Enrolled(), Quantity("SPO2", 95, date.ToString("yyyy-MM-dd"), 2)]).End.ShouldBe(FollowUpEnd.Lost);
    }

    // 10 March 2020 is trial day 30 (2020 is a leap year): 20 days in February, 10 in March.
    [Theory]
    [InlineData("2020-03-10", FollowUpEnd.Died, 30)]
    [InlineData("2020-03-11", FollowUpEnd.Completed, 31)]
    public void From_Death_CountsUpToTheLastDayOfFollowUp(string died, FollowUpEnd end, int day)
    {
        var record = Derive([.. Enrolled(), Patient(5, On(died))]);

        record.End.ShouldBe(end);
        record.Day.ShouldBe(day);
        record.Sources.ShouldBe(["v005-patient"]);
    }

    [Fact]
    public void From_DeathWithoutADay_IsLostWithoutADay()
    {
        var record = Derive([.. Enrolled(), Patient(5, deceasedWithoutDate: true)]);

        record.End.ShouldBe(FollowUpEnd.Lost);
        record.Day.ShouldBeNull();
    }

    private static DispositionRecord Derive(IEnumerable<ClinicalFact> facts) =>
        DeriveDisposition.From(DeriveSubjectData.From(Facts.Trial, Subject, Facts.Site, facts).Subject, Facts.Trial);
}
