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

    /// <summary>The bundle arrives on 15 February at 16:30 UTC, which is the 16th in Wuhan: trial day 7.</summary>
    [Theory]
    [InlineData("2020-02-16", 7)]
    [InlineData("2020-02-17", 5)]
    [InlineData("2030-02-14", 5)]
    public void From_ReadingDatedAfterItsArrival_ShowsNoLife(string date, int day)
    {
        var data = Derive([.. SeenOnDay5(), Arriving(Quantity("SPO2", 96, date, 3), At1630)]);

        data.Subject.LastKnownAliveDay.ShouldBe(day);
        data.Survival!.Time.ShouldBe(day);
        EndOf(data).ShouldBe(FollowUpEnd.Lost);
    }

    /// <summary>Dated on the planned day 14 (23 February), sent on the 16th: it is no reading of that visit.</summary>
    [Fact]
    public void From_ReadingDatedAfterItsArrival_StandsForNoVisit()
    {
        var finding = Derive([.. SeenOnDay5(), Arriving(Quantity("SPO2", 96, "2020-02-23", 3), At1630)]).Findings.Single(item => item.AnalysisValue == 96);

        finding.Day.ShouldBe(14);
        finding.Visit.ShouldBeNull();
        finding.RepresentsVisit.ShouldBeFalse();
    }

    [Theory]
    [InlineData("2020-02-16", 4)]
    [InlineData("2020-02-17", null)]
    public void From_StayThatEndsAfterItsArrival_HasNoLength(string end, int? days)
    {
        var stay = Observation("HOSPITAL_STAY", new OccurrenceValue(), new ClinicalPeriod(On("2020-02-12"), On(end)), 3);

        var data = Derive([.. SeenOnDay5(), Arriving(stay, At1630)]);

        data.Findings.Single(item => item.Parameter == "HOSPITAL_STAY").AnalysisValue.ShouldBe(days);
        data.Subject.LastKnownAliveDay.ShouldBe(days is null ? 5 : 7);
    }

    /// <summary>Begun on the 12th, trial day 3; what is to end after the arrival has no end yet.</summary>
    [Theory]
    [InlineData("2020-02-16", 7)]
    [InlineData("2020-02-17", null)]
    public void From_EventThatEndsAfterItsArrival_GoesOn(string end, int? resolved)
    {
        var rash = AdverseEvent("RASH", 1, "2020-02-12", 3) with { Resolved = On(end) };

        var record = Derive([.. SeenOnDay5(), Arriving(rash, At1630)]).AdverseEvents.ShouldHaveSingleItem();

        record.OnsetDay.ShouldBe(3);
        record.ResolvedDay.ShouldBe(resolved);
    }

    /// <summary>Twenty-four hours are counted from the end of a dose: one that is yet to come would make every event a reaction.</summary>
    [Theory]
    [InlineData("2020-02-16", 7)]
    [InlineData("2020-02-17", null)]
    public void From_DoseThatEndsAfterItsArrival_HasNoEnd(string end, int? endDay)
    {
        var dose = Dose("2020-02-12", 3) with { When = new ClinicalPeriod(On("2020-02-12"), On(end)) };

        var record = Derive([.. SeenOnDay5(), Arriving(dose, At1630)]).Exposures.ShouldHaveSingleItem();

        record.Day.ShouldBe(3);
        record.EndDay.ShouldBe(endDay);
    }

    [Fact]
    public void From_EnrolmentDatedAfterItsArrival_IsNoDay1AndIsAskedFor()
    {
        var planned = Arriving(Observation("ENROLMENT", new OccurrenceValue(), At("2020-02-17"), 3), At1630);

        var data = Derive([Patient(1), planned]);

        data.Subject.Enrolment.ShouldBeNull();
        data.Queries.ShouldContain(query => query.Code == "enrolment-missing");
    }

    /// <summary>A planned date does not push aside the day on which it happened.</summary>
    [Fact]
    public void From_EnrolmentAndAnotherDatedAfterItsArrival_TheFirstIsDay1() =>
        Derive([.. SeenOnDay5(), Arriving(Observation("ENROLMENT", new OccurrenceValue(), At("2020-02-17"), 3), At1630)])
            .Subject.Enrolment.ShouldBe(new DateOnly(2020, 2, 10));

    private static readonly DateTimeOffset At1630 = new(2020, 2, 15, 16, 30, 0, TimeSpan.Zero);

    private static ClinicalFact Arriving(ClinicalFact fact, DateTimeOffset arrival) => fact with { Source = fact.Source with { ReceivedAt = arrival } };

    private static IEnumerable<ClinicalFact> SeenOnDay5() => [.. Enrolled(), Quantity("SPO2", 95, "2020-02-14", 2)];

    private static ClinicalPeriod At(string day) => ClinicalPeriod.At(On(day));

    private static FollowUpEnd EndOf(SubjectData data) => DeriveDisposition.From(data.Subject, Facts.Trial).End;

    private static SubjectData Derive(IEnumerable<ClinicalFact> facts) => DeriveSubjectData.From(Facts.Trial, Subject, Site, facts);
}
