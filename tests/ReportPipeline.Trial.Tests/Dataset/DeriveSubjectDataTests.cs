using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using static ReportPipeline.Tests.Facts;

namespace ReportPipeline.Tests.Dataset;

public sealed class DeriveSubjectDataTests
{
    [Fact]
    public void From_EnrolledSubject_HasItsSubjectLevelRecord()
    {
        var subject = Derive(Enrolled()).Subject;

        subject.Arm.ShouldBe("MSC");
        subject.Age.ShouldBe(60);
        subject.Sex.ShouldBe(Sex.Female);
        subject.Strata["SEVERITY"].ShouldBe("SEVERE");
        subject.Enrolment.ShouldBe(new DateOnly(2020, 2, 10));
        subject.SourcesOf("AGE").ShouldBe(["v001-AGE-1"]);
    }

    // Trial day 1 is the enrolment date, the day before it is −1: there is no day 0.
    [Theory]
    [InlineData("2020-02-09", -1, "baseline")]
    [InlineData("2020-02-10", 1, "day-1")]
    [InlineData("2020-02-12", 3, "day-3")]
    [InlineData("2020-02-18", 9, "day-7")]
    [InlineData("2020-04-30", 81, null)]
    public void From_Finding_IsOnItsTrialDayAndVisit(string date, int day, string? visit)
    {
        var finding = Derive([.. Enrolled(), Quantity("SPO2", 93, date, 2)]).Findings.Single(item => item.Parameter == "SPO2");

        finding.Day.ShouldBe(day);
        finding.Visit.ShouldBe(visit);
    }

    [Fact]
    public void From_TwoReadingsInOneWindow_TheOneNearestToThePlannedDayStandsForTheVisit()
    {
        // Window of day 7 is days 6 to 10: day 8 (2020-02-17) is nearer to 7 than day 10 (2020-02-19).
        var findings = Derive([.. Enrolled(), Quantity("SPO2", 90, "2020-02-19", 2), Quantity("SPO2", 95, "2020-02-17", 3)]).Findings
            .Where(item => item.Parameter == "SPO2").ToList();

        findings.Single(item => item.RepresentsVisit).AnalysisValue.ShouldBe(95);
        findings.Count.ShouldBe(2);
    }

    [Fact]
    public void From_BaselineReading_GivesChangeFromBaseline()
    {
        var findings = Derive([.. Enrolled(), Quantity("SPO2", 90, "2020-02-09", 2), Quantity("SPO2", 96, "2020-02-12", 3)]).Findings
            .Where(item => item.Parameter == "SPO2").ToList();

        findings[0].IsBaseline.ShouldBeTrue();
        findings[1].ChangeFromBaseline.ShouldBe(6);
    }

    [Fact]
    public void From_AmendedReading_SupersedesAndStaysAsOneRecord()
    {
        var first = Observation("SPO2", new QuantityValue(70, null), ClinicalPeriod.At(On("2020-02-10")), 2, key: "k");
        var amended = Observation("SPO2", new QuantityValue(97, null), ClinicalPeriod.At(On("2020-02-10")), 3, RecordStatus.Amended, "k");

        var finding = Derive([.. Enrolled(), amended, first]).Findings.Single(item => item.Parameter == "SPO2");

        finding.AnalysisValue.ShouldBe(97);
        finding.Sources.ShouldBe(["v003-k"]);
    }

    // A correction may say that the record was about something else: nothing of the old version stays.
    [Fact]
    public void From_AmendmentThatChangesTheParameter_LeavesNothingOfTheOldVersion()
    {
        var first = Observation("SPO2", new QuantityValue(70, null), ClinicalPeriod.At(On("2020-02-10")), 2, key: "k");
        var amended = Observation("SAO2", new QuantityValue(70, null), ClinicalPeriod.At(On("2020-02-10")), 3, RecordStatus.Amended, "k");

        Derive([.. Enrolled(), first, amended]).Findings.Select(item => item.Parameter).ShouldNotContain("SPO2");
    }

    [Fact]
    public void From_LaterVersionWithoutMeaning_EndsTheOldOne()
    {
        var said = Observation("SPO2", new QuantityValue(70, null), ClinicalPeriod.At(On("2020-02-10")), 2, key: "k");
        var later = new VersionFact(said.Link, RecordStatus.NotCounted, Source("k", 3));

        Derive([.. Enrolled(), said, later]).Findings.Select(item => item.Parameter).ShouldNotContain("SPO2");
    }

    [Fact]
    public void From_VersionAfterEnteredInError_StaysWithdrawnAndIsAskedFor()
    {
        var data = Derive(
        [
            .. Enrolled(),
            Observation("SPO2", new QuantityValue(70, null), ClinicalPeriod.At(On("2020-02-10")), 2, RecordStatus.EnteredInError, "k"),
            Observation("SPO2", new QuantityValue(70, null), ClinicalPeriod.At(On("2020-02-10")), 3, key: "k"),
        ]);

        data.Findings.Select(item => item.Parameter).ShouldNotContain("SPO2");
        data.Queries.ShouldContain(query => query.Code == "version-after-entered-in-error");
    }

    [Fact]
    public void From_DeathBeforeEnrolment_HasNoDayAndIsAskedFor()
    {
        var data = Derive([.. Enrolled(), Patient(5, On("2020-02-01"))]);

        data.Subject.Death!.Day.ShouldBeNull();
        data.Survival.ShouldBeNull();
        data.Queries.ShouldContain(query => query.Code == "death-before-enrolment");
    }

    [Fact]
    public void From_TwoDatesOfDeath_NeitherIsChosen()
    {
        var other = Patient(6, On("2020-02-20"));
        var data = Derive([.. Enrolled(), Patient(5, On("2020-02-14")), other with { Source = other.Source with { ResourceKey = "second-patient" } }]);

        data.Subject.Death!.Day.ShouldBeNull();
        data.Queries.ShouldContain(query => query.Code == "death-dates-disagree");
    }

    // A hospital sent a person's records under a wrong number and corrects them: the wrong number leaves no ghost behind.
    [Fact]
    public void DeriveDataset_SubjectNumberCorrected_LeavesNoGhostSubject()
    {
        var wrong = Enrolled().ToList();
        var right = wrong.Select(fact => fact with
        {
            Link = new SubjectLink(new ReportPipeline.Trial.SubjectId("RM-002"), null),
            Source = fact.Source with { VersionId = fact.Source.VersionId + "-corrected", ReceivedAt = fact.Source.ReceivedAt.AddHours(9) },
        });

        var dataset = DeriveDataset.From(Facts.Trial, ReportPipeline.Trial.Protocol.DecisionList.Empty(Facts.Trial.Id), [.. wrong, .. right], []);

        dataset.Subjects.Select(data => data.Subject.Subject.Value).ShouldBe(["RM-002"]);
    }

    [Fact]
    public void From_UnamendedVersionAfterAmended_RaisesAQueryAndDoesNotSupersede()
    {
        var data = Derive(
        [
            .. Enrolled(),
            Observation("SPO2", new QuantityValue(97, null), ClinicalPeriod.At(On("2020-02-10")), 2, RecordStatus.Amended, "k"),
            Observation("SPO2", new QuantityValue(70, null), ClinicalPeriod.At(On("2020-02-10")), 3, key: "k"),
        ]);

        data.Findings.Single(item => item.Parameter == "SPO2").AnalysisValue.ShouldBe(97);
        data.Queries.ShouldContain(query => query.Code == "version-unamended-after-amended" && query.Source.VersionId == "v003-k");
    }

    [Fact]
    public void From_RecordEnteredInError_DoesNotCount()
    {
        var wrong = AdverseEvent("RASH", 1, "2020-02-11", 2);
        var withdrawn = wrong with { Status = RecordStatus.EnteredInError, Source = wrong.Source with { VersionId = "v003-ae-2", ReceivedAt = wrong.Source.ReceivedAt.AddHours(1) } };

        Derive([.. Enrolled(), wrong]).AdverseEvents.Length.ShouldBe(1);
        Derive([.. Enrolled(), wrong, withdrawn]).AdverseEvents.ShouldBeEmpty();
    }

    [Fact]
    public void From_MissingValue_IsMissingAndNotZero()
    {
        var finding = Derive([.. Enrolled(), Observation("SPO2", new MissingValue("not-performed"), ClinicalPeriod.At(On("2020-02-10")), 2)])
            .Findings.Single(item => item.Parameter == "SPO2");

        finding.AnalysisValue.ShouldBeNull();
        finding.MissingReason.ShouldBe("not-performed");
        finding.RepresentsVisit.ShouldBeFalse();
    }

    [Fact]
    public void From_PartialDate_IsNotGuessed()
    {
        var february = new ClinicalDate(new DateOnly(2020, 2, 1), new DateOnly(2020, 2, 29), null, "2020-02");
        var data = Derive([.. Enrolled(), Observation("SPO2", new QuantityValue(95, null), ClinicalPeriod.At(february), 2)]);

        data.Findings.Single(item => item.Parameter == "SPO2").Day.ShouldBeNull();
        data.Queries.ShouldContain(query => query.Code == "date-not-known-to-the-day");
    }

    [Fact]
    public void From_PeriodParameter_IsItsLengthInDays()
    {
        var stay = new ClinicalPeriod(On("2020-02-10"), On("2020-03-01"));

        // 2020 is a leap year: 19 days to 29 February and one more.
        Derive([.. Enrolled(), Observation("HOSPITAL_STAY", new OccurrenceValue(), stay, 2)])
            .Findings.Single(item => item.Parameter == "HOSPITAL_STAY").AnalysisValue.ShouldBe(20);
    }

    [Fact]
    public void From_Death_IsAnEventOnItsTrialDay()
    {
        var data = Derive([.. Enrolled(), Patient(5, On("2020-02-14"))]);

        data.Subject.Death!.Day.ShouldBe(5);
        data.Survival.ShouldBe(new TimeToEventRecord(Subject, 5, true, data.Survival!.Sources));
        data.Survival.Sources.ShouldBe(["v005-patient"]);
    }

    [Theory]
    [InlineData("2020-02-20", 11)]
    [InlineData("2020-05-20", 30)]
    public void From_AliveSubject_IsCensoredOnTheLastDayKnownAlive(string lastContact, int day)
    {
        var data = Derive([.. Enrolled(), Observation("LAST_CONTACT", new OccurrenceValue(), ClinicalPeriod.At(On(lastContact)), 2)]);

        data.Survival!.Time.ShouldBe(day);
        data.Survival.EventObserved.ShouldBeFalse();
    }

    [Fact]
    public void From_FatalEventWithoutDeath_RaisesAQueryAndIsNoDeath()
    {
        var data = Derive([.. Enrolled(), AdverseEvent("SHOCK_AE", 5, "2020-02-15", 2, fatal: true)]);

        data.Subject.Death.ShouldBeNull();
        data.Queries.ShouldContain(query => query.Code == "death-not-confirmed");
    }

    [Fact]
    public void From_DeathKnownToTheMonth_RaisesAQueryAndHasNoSurvivalTime()
    {
        var february = new ClinicalDate(new DateOnly(2020, 2, 1), new DateOnly(2020, 2, 29), null, "2020-02");
        var data = Derive([.. Enrolled(), Patient(5, february)]);

        data.Subject.Death!.Day.ShouldBeNull();
        data.Survival.ShouldBeNull();
        data.Queries.ShouldContain(query => query.Code == "death-without-date");
    }

    [Fact]
    public void From_DeathWithoutDate_HasNoSurvivalTimeAndLeavesTheQuestionToWhoReadThePatient()
    {
        var data = Derive([.. Enrolled(), Patient(5, deceasedWithoutDate: true)]);

        data.Subject.Death!.Day.ShouldBeNull();
        data.Survival.ShouldBeNull();
        data.Queries.ShouldNotContain(query => query.Code == "death-without-date");
    }

    [Fact]
    public void From_UncodedEvent_IsKeptAsUncodedAndAskedFor()
    {
        var data = Derive([.. Enrolled(), AdverseEvent(null, 2, "2020-02-15", 2)]);

        data.AdverseEvents.Single().Term.ShouldBe(AdverseEventRecord.Uncoded);
        data.Queries.ShouldContain(query => query.Code == "adverse-event-uncoded");
    }

    [Fact]
    public void From_DoseNotDone_IsEvidenceOfNoDose()
    {
        var dose = Derive([.. Enrolled(), Dose("2020-02-12", 2, RecordStatus.NotDone)]).Exposures.Single();

        dose.Status.ShouldBe(DoseStatus.NotGiven);
        dose.Dose.ShouldBe(0);
        dose.Visit.ShouldBe("day-3");
    }

    // R4: in-progress and on-hold arrive as preliminary. The subject was there, and the dose is not complete.
    [Theory]
    [InlineData(RecordStatus.Final, DoseStatus.Given)]
    [InlineData(RecordStatus.Preliminary, DoseStatus.Partial)]
    [InlineData(RecordStatus.Stopped, DoseStatus.Partial)]
    public void From_DoseBegun_IsGivenInFullOnlyWhenCompleted(RecordStatus status, DoseStatus dose)
    {
        var data = Derive([.. Enrolled(), Dose("2020-02-12", 2, status)]);

        data.Exposures.Single().Status.ShouldBe(dose);
        data.Subject.LastKnownAliveDay.ShouldBe(3);
    }

    [Fact]
    public void From_DoseOnHoldThenCompleted_IsGiven()
    {
        var held = Dose("2020-02-12", 2, RecordStatus.Preliminary);
        var completed = held with { Status = RecordStatus.Final, Source = Source("dose-2", 3, "MedicationAdministration") };

        Derive([.. Enrolled(), held, completed]).Exposures.ShouldHaveSingleItem().Status.ShouldBe(DoseStatus.Given);
    }

    [Fact]
    public void From_FactsInAnyOrder_GivesTheSameData()
    {
        ClinicalFact[] facts = [.. Enrolled(), Quantity("SPO2", 90, "2020-02-09", 2), AdverseEvent("RASH", 1, "2020-02-11", 3), Dose("2020-02-12", 4)];

        ReportPipeline.Trial.TrialJson.ToBytes(Derive(facts)).ShouldBe(ReportPipeline.Trial.TrialJson.ToBytes(Derive(facts.Reverse())));
    }

    private static SubjectData Derive(IEnumerable<ClinicalFact> facts) => DeriveSubjectData.From(Facts.Trial, Subject, Site, facts);
}
