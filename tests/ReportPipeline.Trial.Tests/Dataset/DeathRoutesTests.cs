using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using static ReportPipeline.Tests.Facts;

namespace ReportPipeline.Tests.Dataset;

/// <summary>
/// A death arrives as Patient.deceased, as an Observation, or as a fatal adverse event; none is lost, and none is resolved by guessing. Enrolled
/// on 10 February 2020, so the 14th is trial day 5.
/// </summary>
public sealed class DeathRoutesTests
{
    [Fact]
    public void From_ObservationOfDeath_IsADeathThatThePatientIsAskedToConfirm()
    {
        var data = Derive([.. Enrolled(), DeathObserved("2020-02-14", 5)]);

        data.Subject.Death.ShouldBe(new Death(5));
        data.Subject.Sources[SubjectVariables.Death].ShouldBe(["v005-DEATH-5"]);
        data.Survival!.EventObserved.ShouldBeTrue();
        Asked(data).ShouldBe(["death-without-patient"]);
    }

    [Fact]
    public void From_ObservationAndPatientOfTheSameDay_AsksNothing()
    {
        var data = Derive([.. Enrolled(), DeathObserved("2020-02-14", 5), Patient(6, On("2020-02-14"))]);

        data.Subject.Death.ShouldBe(new Death(5));
        data.Subject.Sources[SubjectVariables.Death].ShouldBe(["v005-DEATH-5", "v006-patient"]);
        Asked(data).ShouldBeEmpty();
    }

    [Fact]
    public void From_ObservationAndPatientOfDifferentDays_HasNoDayAndAsks()
    {
        var data = Derive([.. Enrolled(), DeathObserved("2020-02-13", 5), Patient(6, On("2020-02-14"))]);

        data.Subject.Death.ShouldBe(new Death(null));
        data.Survival.ShouldBeNull();
        Asked(data).ShouldBe(["death-dates-disagree"]);
    }

    [Theory]
    [InlineData(RecordStatus.EnteredInError)]
    [InlineData(RecordStatus.NotCounted)]
    public void From_ObservationOfDeathThatDoesNotCount_IsNoDeath(RecordStatus status)
    {
        var withdrawn = Observation("DEATH", new MissingValue("unknown"), ClinicalPeriod.At(On("2020-02-14")), 5, status);

        var data = Derive([.. Enrolled(), withdrawn]);

        data.Subject.Death.ShouldBeNull();
        Asked(data).ShouldBeEmpty();
    }

    [Fact]
    public void From_ObservationOfDeathWithoutDate_IsADeathWithoutDayAndAsks()
    {
        var data = Derive([.. Enrolled(), Observation("DEATH", new OccurrenceValue(), new ClinicalPeriod(null, null), 5)]);

        data.Subject.Death.ShouldBe(new Death(null));
        Asked(data).ShouldBe(["date-not-known-to-the-day", "death-without-date", "death-without-patient"], ignoreOrder: true);
    }

    /// <summary>All codes of HL7's data-absent-reason system (R4): three deny that there was a death; one of them is how forms report the living.</summary>
    [Theory]
    [InlineData("not-performed", false)]
    [InlineData("not-asked", false)]
    [InlineData("not-applicable", false, "")]
    [InlineData("unknown", true)]
    [InlineData("asked-unknown", true)]
    [InlineData("temp-unknown", true)]
    [InlineData("asked-declined", true)]
    [InlineData("masked", true)]
    [InlineData("unsupported", true)]
    [InlineData("as-text", true)]
    [InlineData("error", true)]
    [InlineData("not-a-number", true)]
    [InlineData("negative-infinity", true)]
    [InlineData("positive-infinity", true)]
    [InlineData("not-permitted", true)]
    public void From_ObservationOfDeathWithAReasonInPlaceOfItsDate_IsAskedAboutAndADeathUnlessTheReasonDeniesIt(string reason, bool died, string asked = "death-date-absent")
    {
        var observed = Observation("DEATH", new MissingValue(reason), ClinicalPeriod.At(On("2020-02-14")), 5);

        var data = Derive([.. Enrolled(), Quantity("SPO2", 90, "2020-02-12", 2), observed]);

        data.Subject.Death.ShouldBe(died ? new Death(5) : null);
        data.Subject.LastKnownAliveDay.ShouldBe(3);
        string.Join(' ', Asked(data)).ShouldBe(died ? "death-date-absent death-without-patient" : asked);
    }

    /// <summary>The Patient in use answers the question, to the day; one out of use or without a day does not.</summary>
    [Theory]
    [InlineData("not-performed")]
    [InlineData("not-applicable")]
    public void From_ReasonInPlaceOfTheDateBesideThePatient_IsAskedAboutUntilThePatientInUseGivesTheDay(string reason)
    {
        var observed = Observation("DEATH", new MissingValue(reason), ClinicalPeriod.At(On("2020-02-12")), 5);
        var month = new ClinicalDate(new DateOnly(2020, 2, 1), new DateOnly(2020, 2, 29), null, "2020-02");

        var told = Derive([.. Enrolled(), observed, Patient(6, On("2020-02-14"))]);
        var closed = Derive([.. Enrolled(), observed, Patient(6, On("2020-02-14")) with { Active = false }]);
        var vague = Derive([.. Enrolled(), observed, Patient(6, month)]);

        told.Subject.Death.ShouldBe(new Death(5));
        Asked(told).ShouldBeEmpty();
        Asked(closed).ShouldBe(["death-date-absent", "death-without-patient"]);
        Asked(vague).ShouldBe(["death-without-date", "death-date-absent"]);
    }

    /// <summary>A death that counted on the Observation's own date, and the Patient of another day: the dates are asked about, not the reason.</summary>
    [Fact]
    public void From_UnknownDateBesideAPatientOfAnotherDay_DatesDisagree()
    {
        var observed = Observation("DEATH", new MissingValue("unknown"), ClinicalPeriod.At(On("2020-02-12")), 5);

        Asked(Derive([.. Enrolled(), observed, Patient(6, On("2020-02-14"))])).ShouldBe(["death-dates-disagree"]);
    }

    [Fact]
    public void From_DeathThatDoesNotApplyBesideAFatalEvent_IsAskedAbout()
    {
        var observed = Observation("DEATH", new MissingValue("not-applicable"), ClinicalPeriod.At(On("2020-02-12")), 5);

        Asked(Derive([.. Enrolled(), observed, AdverseEvent("SHOCK_AE", 5, "2020-02-12", 6, fatal: true)]))
            .ShouldBe(["death-date-absent", "death-not-confirmed"]);
    }

    /// <summary>An observation of the death is no evidence of life on that day.</summary>
    [Fact]
    public void From_ObservationOfDeath_IsNotTheLastDayKnownAlive()
    {
        var data = Derive([.. Enrolled(), Quantity("SPO2", 90, "2020-02-12", 2), DeathObserved("2020-02-14", 5)]);

        data.Subject.LastKnownAliveDay.ShouldBe(3);
    }

    [Fact]
    public void From_FatalEventBesideAnObservationOfDeath_AsksForThePatientAlone()
    {
        var data = Derive([.. Enrolled(), DeathObserved("2020-02-14", 5), AdverseEvent("SHOCK_AE", 5, "2020-02-14", 6, fatal: true)]);

        Asked(data).ShouldBe(["death-without-patient"]);
    }

    /// <summary>R4 Patient.active: the records of the dead may be closed.</summary>
    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "another")]
    public void From_DeathInARecordOutOfUse_IsADeathThatIsAskedAbout(bool active, string? replacedBy)
    {
        var closed = Patient(5, On("2020-02-14")) with { Active = active, ReplacedByKey = replacedBy };

        var data = Derive([.. Enrolled(), closed]);

        data.Subject.Death.ShouldBe(new Death(5));
        data.Subject.Sex.ShouldBe(Sex.Female);
        Asked(data).ShouldBe(["death-without-patient"]);
    }

    [Fact]
    public void From_DeathInARecordOutOfUseAndInTheOneInUse_AsksNothing()
    {
        var closed = Another(Patient(5, On("2020-02-14"))) with { Active = false };

        var data = Derive([.. Enrolled(), closed, Patient(6, On("2020-02-14"))]);

        data.Subject.Death.ShouldBe(new Death(5));
        Asked(data).ShouldBeEmpty();
    }

    /// <summary>It was asked about when it was read (time-in-future); it is a death, on no day that anybody knows.</summary>
    [Fact]
    public void From_DeathDatedAfterItsArrival_IsADeathWithoutDay()
    {
        var data = Derive([.. Enrolled(), Patient(5, On("2031-02-19"))]);

        data.Subject.Death.ShouldBe(new Death(null, AfterArrival: true));
        data.Survival.ShouldBeNull();
        DeriveDisposition.From(data.Subject, Facts.Trial).End.ShouldBe(FollowUpEnd.Lost);
        Asked(data).ShouldBeEmpty();
    }

    /// <summary>Sent on the 13th for the 14th, and again on the 15th: the second record knows.</summary>
    [Fact]
    public void From_DeathDatedAfterOneArrivalAndBeforeAnother_HasItsDay()
    {
        var early = Arriving(DeathObserved("2020-02-14", 5), 13);

        Derive([.. Enrolled(), early]).Subject.Death.ShouldBe(new Death(null, AfterArrival: true));
        Derive([.. Enrolled(), early, Arriving(DeathObserved("2020-02-14", 6), 15)]).Subject.Death.ShouldBe(new Death(5));
    }

    [Fact]
    public void From_RecordOutOfUseReceivedLater_SexIsThatOfTheRecordInUse()
    {
        var closed = Another(Patient(5)) with { Active = false, Sex = Sex.Male };

        Derive([.. Enrolled(), closed]).Subject.Sex.ShouldBe(Sex.Female);
    }

    private static ClinicalFact Arriving(ClinicalFact fact, int dayOfFebruary) =>
        fact with { Source = fact.Source with { ReceivedAt = new DateTimeOffset(2020, 2, dayOfFebruary, 4, 0, 0, TimeSpan.Zero) } };

    private static PatientFact Another(PatientFact patient) => patient with { Source = patient.Source with { ResourceKey = "duplicate" } };

    private static ObservationFact DeathObserved(string day, int order) =>
        Observation("DEATH", new OccurrenceValue(), ClinicalPeriod.At(On(day)), order);

    private static IEnumerable<string> Asked(SubjectData data) => data.Queries.Select(query => query.Code);

    private static SubjectData Derive(IEnumerable<ClinicalFact> facts) => DeriveSubjectData.From(Facts.Trial, Subject, Site, facts);
}
