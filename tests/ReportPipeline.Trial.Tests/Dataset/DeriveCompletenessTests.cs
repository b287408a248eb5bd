using System.Globalization;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;
using static ReportPipeline.Tests.Facts;

namespace ReportPipeline.Tests.Dataset;

/// <summary>Two parameters, expected on day 3 (window: days 2 and 3, that is 11 and 12 February 2020).</summary>
public sealed class DeriveCompletenessTests
{
    private static readonly TrialProtocol Plan = Facts.Trial with
    {
        Parameters = [.. Facts.Trial.Parameters.Select(parameter => parameter with { ExpectedAt = parameter.Code is "SPO2" or "CRP" ? ["day-3"] : [] })],
    };

    [Fact]
    public void From_BothReceived_IsComplete()
    {
        var visit = Visit("2020-04-01T00:00+08:00", Quantity("SPO2", 95, "2020-02-12", 2), Quantity("CRP", 5, "2020-02-11", 3));

        (visit.Standing, visit.Expected, visit.Received).ShouldBe((VisitStanding.Complete, 2, 2));
        visit.Missing.ShouldBeEmpty();
    }

    [Fact]
    public void From_WindowPassed_TheRestIsMissing()
    {
        var visit = Visit("2020-02-13T00:00+08:00", Quantity("SPO2", 95, "2020-02-12", 2));

        (visit.Standing, visit.Received).ShouldBe((VisitStanding.Incomplete, 1));
        visit.Missing.ShouldBe(["CRP"]);
    }

    // 12 February 23:59 in Shanghai is still the window's last day, whatever the day is in UTC.
    [Theory]
    [InlineData("2020-02-12T23:59+08:00", VisitStanding.NotDue)]
    [InlineData("2020-02-12T15:59Z", VisitStanding.NotDue)]
    [InlineData("2020-02-12T16:00Z", VisitStanding.Incomplete)]
    public void From_CutOffAroundTheWindowsEnd_FollowsTheSitesCalendar(string cutOff, VisitStanding standing)
    {
        var visit = Visit(cutOff);

        visit.Standing.ShouldBe(standing);
        visit.Missing.Length.ShouldBe(standing == VisitStanding.Incomplete ? 2 : 0);
    }

    [Fact]
    public void From_DataAbsentReason_IsAbsentAndNotMissing()
    {
        var absent = Observation("CRP", new MissingValue("not-performed"), ClinicalPeriod.At(On("2020-02-12")), 3);

        var visit = Visit("2020-04-01T00:00+08:00", Quantity("SPO2", 95, "2020-02-12", 2), absent);

        visit.Standing.ShouldBe(VisitStanding.Complete);
        visit.Received.ShouldBe(1);
        visit.Absent.ShouldBe(["CRP"]);
    }

    [Fact]
    public void From_ReadingOutsideTheWindow_DoesNotCount() =>
        Visit("2020-04-01T00:00+08:00", Quantity("SPO2", 95, "2020-02-14", 2)).Received.ShouldBe(0);

    [Fact]
    public void From_DeathInTheWindow_NothingMoreIsExpected()
    {
        var subject = Derive([.. Enrolled().Skip(1), Patient(1, deceased: On("2020-02-12"))]);

        DeriveCompleteness.From(Plan, subject, At("2020-04-01T00:00+08:00")).Visits.Single().Standing.ShouldBe(VisitStanding.NotExpected);
    }

    [Fact]
    public void From_NotEnrolled_ListsNoVisit()
    {
        var completeness = DeriveCompleteness.From(Plan, Derive([Patient(1)]), At("2020-04-01T00:00+08:00"));

        completeness.Enrolled.ShouldBeFalse();
        completeness.Visits.ShouldBeEmpty();
    }

    private static VisitCompleteness Visit(string cutOff, params ClinicalFact[] facts) =>
        DeriveCompleteness.From(Plan, Derive([.. Enrolled(), .. facts]), At(cutOff)).Visits.ShouldHaveSingleItem();

    private static SubjectData Derive(IEnumerable<ClinicalFact> facts) => DeriveSubjectData.From(Plan, Subject, Facts.Site, facts);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
