using System.Collections.Immutable;
using ReportPipeline.Trial.Audit;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Tests.Audit;

/// <summary>Each rule on one subject: enrolled on 10 February, one dose that day, nothing wrong; then one thing is made wrong.</summary>
public sealed class DataRuleTests
{
    private static readonly TrialProtocol Clean = Facts.Trial with
    {
        Design = Facts.Trial.Design with { Allocation = Allocation.Randomised },
        Endpoints = [],
        Treatments = [.. Facts.Trial.Treatments.Select(treatment => treatment with { Infusion = null })],
    };

    [Fact]
    public void Run_NothingWrong_FindsNothing() => Codes(Clean).ShouldBeEmpty();

    [Fact]
    public void Run_NobodyAtAll_FindsNothing() =>
        DataAudit.Run(new AuditScope(Clean, DecisionList.Empty(Clean.Id), DeriveDataset.From(Clean, DecisionList.Empty(Clean.Id), [], []))).ShouldBeEmpty();

    [Fact]
    public void Run_DoseTwiceOnOneDay_IsADuplicate() => Codes(Clean, Facts.Dose("2020-02-10", 11)).ShouldBe(["DUPLICATE-RECORDS"]);

    [Fact]
    public void Run_EventTwiceOnOneDay_IsADuplicate() =>
        Codes(Clean, Facts.AdverseEvent("RASH", 1, "2020-02-12", 11), Facts.AdverseEvent("RASH", 1, "2020-02-12", 12)).ShouldBe(["DUPLICATE-RECORDS"]);

    [Fact]
    public void Run_EventTwiceOnTwoDays_IsNone() =>
        Codes(Clean, Facts.AdverseEvent("RASH", 1, "2020-02-12", 11), Facts.AdverseEvent("RASH", 1, "2020-02-14", 12)).ShouldBeEmpty();

    [Fact]
    public void Run_DeathWithItsFatalEvent_FindsNothing() => Codes(Clean, Death()).ShouldBeEmpty();

    [Fact]
    public void Run_DeathWithoutFatalEvent_DoesNotReconcile() =>
        Codes(Clean, Facts.Patient(11, Facts.On("2020-02-15"))).ShouldBe(["FATAL-EVENTS-AND-DEATHS-DIFFER"]);

    [Fact]
    public void Run_FatalEventOfTheLiving_DoesNotReconcile() =>
        Codes(Clean, Facts.AdverseEvent("RASH", 5, "2020-02-15", 11)).ShouldBe(["FATAL-EVENTS-AND-DEATHS-DIFFER"]);

    [Fact]
    public void Run_DoseAfterDeath_IsFound() => Codes(Clean, [.. Death(), Facts.Dose("2020-02-20", 13)]).ShouldBe(["DOSE-AFTER-DEATH"]);

    [Fact]
    public void Run_FindingAfterDeath_IsFound() => Codes(Clean, [.. Death(), Facts.Quantity("SPO2", 95, "2020-02-20", 13)]).ShouldBe(["RECORDS-AFTER-DEATH"]);

    [Fact]
    public void Run_DeathBeforeEntry_IsImpossible() => Codes(Clean, Facts.Patient(11, Facts.On("2020-02-01"))).ShouldContain("IMPOSSIBLE-DATES");

    [Fact]
    public void Run_DoseBeforeEntry_IsImpossible() => Codes(Clean, Facts.Dose("2020-02-01", 11)).ShouldBe(["IMPOSSIBLE-DATES"]);

    [Theory]
    [InlineData("2020-02-11T10:00:00+08:00", "2020-02-11T09:59:59+08:00", true)]
    [InlineData("2020-02-11T10:00:00+08:00", "2020-02-11T10:00:00+08:00", false)]
    [InlineData("2020-02-11T10:00:00+08:00", "2020-02-11T03:00:00Z", false)]
    public void Run_DoseThatEndsBeforeItBegins_IsImpossible(string start, string end, bool found)
    {
        var dose = Facts.Dose("2020-02-11", 11) with { When = new ClinicalPeriod(Facts.At(start), Facts.At(end)) };

        Codes(Clean, dose).Contains("IMPOSSIBLE-DATES").ShouldBe(found);
    }

    [Fact]
    public void Run_DeathAfterItsArrival_IsImpossible() => Codes(Clean, Facts.Patient(11, Facts.On("2031-02-19"))).ShouldContain("IMPOSSIBLE-DATES");

    // Records arrive on 1 July 2020.
    [Theory]
    [InlineData("2020-07-01", "")]
    [InlineData("2020-07-02", "IMPOSSIBLE-DATES")]
    public void Run_RecordDatedAfterItsArrival_IsImpossible(string date, string code)
    {
        string.Join(' ', Codes(Clean, Facts.Quantity("SPO2", 95, date, 11))).ShouldBe(code);
        string.Join(' ', Codes(Clean, Facts.Dose(date, 11))).ShouldBe(code);
        string.Join(' ', Codes(Clean, Facts.AdverseEvent("RASH", 1, date, 11))).ShouldBe(code);
    }

    [Fact]
    public void Run_DoseOfTheOtherArm_IsFound() => Codes(Clean, Facts.Coded("ARM", "CONTROL", "2020-02-10", 11)).ShouldBe(["TREATMENT-OF-OTHER-ARM"]);

    [Fact]
    public void Run_ExperimentalArmWithoutDose_IsFound() =>
        Codes(Clean, Facts.Dose("2020-02-10", 11, RecordStatus.NotDone) with { Source = Facts.Source("dose-10", 11, "MedicationAdministration") })
            .ShouldBe(["ARM-WITHOUT-TREATMENT"]);

    // Released above 90 %: 90 % is not above it.
    [Theory]
    [InlineData(90.1, "")]
    [InlineData(90, "LOT-BELOW-RELEASE-CRITERION")]
    public void Run_LotViability_IsHeldAgainstTheCriterion(double viability, string code) =>
        string.Join(' ', Codes(WithLot(new ProductLot("SC0100919001", (decimal)viability)))).ShouldBe(code);

    [Fact]
    public void Run_DoseFromUnknownLot_IsFound() => Codes(WithLot(new ProductLot("OTHER", 95))).ShouldBe(["LOT-NOT-RELEASED"]);

    // Records arrive on 1 July 2020: the stay has begun, and its end was asked about when it was read.
    [Fact]
    public void Run_EndAloneAfterItsArrival_IsImpossibleOnce()
    {
        var stay = Facts.Observation("HOSPITAL_STAY", new OccurrenceValue(), new ClinicalPeriod(Facts.On("2020-02-12"), Facts.On("2020-07-09")), 11);
        var reading = Facts.Quantity("SPO2", 95, "2020-07-08", 12);
        ImmutableArray<DataQuery> asked =
        [
            new("time-in-future", Facts.Subject, stay.Source, "HOSPITAL_STAY", "Check the date."),
            new("time-in-future", Facts.Subject, reading.Source, "SPO2", "Check the date."),
        ];

        var finding = Run(Clean, asked, stay, reading).ShouldHaveSingleItem();

        finding.Code.ShouldBe("IMPOSSIBLE-DATES");
        finding.What.English.ShouldStartWith("2 findings, events, doses or treatments dated");
        finding.Sources.ShouldBe([stay.Source.VersionId, reading.Source.VersionId], ignoreOrder: true);
    }

    // The Patient came in another bundle: neither the record nor its question named the subject when they were read.
    [Fact]
    public void Run_EndAfterItsArrivalOfARecordThatNamesThePatientAlone_IsImpossible()
    {
        var later = new ClinicalPeriod(Facts.On("2020-02-12"), Facts.On("2020-07-09"));
        ClinicalFact[] records =
        [
            Facts.Observation("HOSPITAL_STAY", new OccurrenceValue(), later, 11) with { Link = OfThePatient },
            Facts.AdverseEvent("RASH", 1, "2020-02-13", 12) with { Link = OfThePatient },
            Facts.Dose("2020-02-14", 13) with { Link = OfThePatient, When = later },
            Facts.Dose("2020-02-15", 14) with { Link = OfThePatient, Treatment = "ANTIVIRAL" },
        ];

        foreach (var (record, table) in records.Zip(["ADFIND", "ADAE", "ADEX", "ADCM"]))
        {
            var finding = Run(Clean, [Unlinked(record)], records).ShouldHaveSingleItem();

            finding.What.English.ShouldBe("1 finding, event, dose or treatment dated after its record arrived");
            (finding.Where, finding.Records.Single(), finding.Sources.Single()).ShouldBe((table, "RM-001", record.Source.VersionId));
        }
    }

    // One Observation with two components makes two records of one version.
    [Fact]
    public void Run_ComponentsDatedAfterTheirArrival_AreCountedEach()
    {
        var upper = Facts.Quantity("SPO2", 95, "2020-07-08", 11);
        var lower = Facts.Quantity("CRP", 4, "2020-07-08", 11) with { Source = upper.Source };

        var finding = Run(Clean, [Unlinked(upper)], upper, lower).ShouldHaveSingleItem();

        finding.What.English.ShouldStartWith("2 findings");
        finding.Sources.ShouldBe([upper.Source.VersionId]);
    }

    [Fact]
    public void Run_QuestionAboutAVersionWithoutRecord_IsNoImpossibleDate()
    {
        var gone = Facts.Quantity("SPO2", 95, "2020-07-08", 11, RecordStatus.EnteredInError);

        Run(Clean, [Unlinked(gone)], gone).ShouldBeEmpty();
    }

    // 100 min at 90 to 110 drops/min are 9,000 to 11,000 drops, 450 to 550 mL at 20 drops/mL; 60 min are 270 to 330 mL.
    [Theory]
    [InlineData(100, "")]
    [InlineData(60, "INFUSION-RATE-AND-VOLUME-DIFFER")]
    public void Run_InfusionPlan_RateTimesTimeIsTheVolume(int minutes, string code) =>
        string.Join(' ', Codes(WithPlan(new InfusionPlan(500, 20, [new InfusionStep(minutes, 90, 110)])))).ShouldBe(code);

    [Fact]
    public void Run_TwoMediaForOneInfusion_IsFound() =>
        Codes(WithPlan(new InfusionPlan(500, 20, []) { StatedMedia = ["saline", "Plasma-Lyte 148"] })).ShouldBe(["MEDIA-DISAGREE"]);

    [Fact]
    public void Run_ChosenArms_NeedAdjustment() =>
        Codes(Facts.Trial with { Treatments = Clean.Treatments }).ShouldBe(["CHOSEN-ARM-UNADJUSTED"]);

    // Day 1 is 10 February, so 12 March is day 32.
    [Fact]
    public void Run_ConcomitantTreatmentAfterDeath_IsFound() => Codes(
        Clean, [.. Death(), Facts.Dose("2020-03-12", 13) with { Treatment = Clean.ConcomitantTreatmentClasses[0].Code, Dose = null, Lot = null }]).ShouldBe(["RECORDS-AFTER-DEATH"]);

    // Death is on the 15th.
    [Theory]
    [InlineData("2020-02-15", "")]
    [InlineData("2020-02-16", "RECORDS-AFTER-DEATH")]
    public void Run_StayOrEventThatOutlivesTheSubject_IsFound(string end, string code)
    {
        var stay = Facts.Observation("HOSPITAL_STAY", new OccurrenceValue(), new ClinicalPeriod(Facts.On("2020-02-05"), Facts.On(end)), 13);

        string.Join(' ', Codes(Clean, [.. Death(), stay])).ShouldBe(code);
        string.Join(' ', Codes(Clean, [.. Death(), Facts.AdverseEvent("RASH", 1, "2020-02-12", 13) with { Resolved = Facts.On(end) }])).ShouldBe(code);
    }

    // Recovery is counted in days from entry: before entry there is none to count.
    [Theory]
    [InlineData("2020-02-10", "")]
    [InlineData("2020-01-01", "IMPOSSIBLE-DATES")]
    public void Run_CountedDateBeforeEntry_IsImpossible(string day, string code) => string.Join(' ', Codes(
        Clean with { Endpoints = [.. Facts.Trial.Endpoints.Where(endpoint => endpoint.Id == "T5-IMPROVEMENT")] },
        Facts.Observation("IMPROVEMENT", new OccurrenceValue(), ClinicalPeriod.At(Facts.On(day)), 11))).ShouldBe(code);

    [Theory]
    [InlineData(95, "2020-02-14", "DUPLICATE-RECORDS")]
    [InlineData(94, "2020-02-14", "")]
    [InlineData(95, "2020-02-15", "")]
    public void Run_FindingTwice_IsWorthALookWhenDayAndValueAreTheSame(int value, string day, string code)
    {
        var found = Run(Clean, Facts.Quantity("SPO2", 95, "2020-02-14", 11), Facts.Quantity("SPO2", value, day, 12)).ToList();

        string.Join(' ', found.Select(finding => finding.Code)).ShouldBe(code);
        found.ShouldAllBe(finding => finding.Severity == AuditSeverity.Note && finding.Sources.Length == 2);
    }

    // Planned are 30 million cells; a tenth either way is let pass.
    [Theory]
    [InlineData(30_000_000, "")]
    [InlineData(33_000_000, "")]
    [InlineData(27_000_000, "")]
    [InlineData(33_000_001, "DOSE-DIFFERS-FROM-PLAN")]
    [InlineData(26_999_999, "DOSE-DIFFERS-FROM-PLAN")]
    [InlineData(300_000_000, "DOSE-DIFFERS-FROM-PLAN")]
    public void Run_RecordedDose_IsHeldAgainstThePlannedOne(int dose, string code) =>
        string.Join(' ', Codes(Clean, Facts.Dose("2020-02-12", 11) with { Dose = dose })).ShouldBe(code);

    [Fact]
    public void Run_DoseTenTimesTooMuch_SaysWhatWasGivenAndPlannedAndWhere()
    {
        var finding = Run(Clean, Facts.Dose("2020-02-12", 11) with { Dose = 300_000_000 }).ShouldHaveSingleItem();

        finding.What.English.ShouldBe("Menstrual-blood-derived MSC: 1 of 2 doses were given with a dose of 300,000,000 {cells}, planned is 30,000,000");
        (finding.Where, finding.Records.Single(), finding.Sources.Single()).ShouldBe(("MSC_INFUSION", "RM-001", "v011-dose-11"));
    }

    // Planned 500 mL at 90 to 110 drops/min and 20 drops/mL: 270 to 330 mL/h; a tenth either way is 450 to 550 mL, a quarter 202.5 to 412.5 mL/h.
    [Theory]
    [InlineData(500, 300, RecordStatus.Final, "")]
    [InlineData(450, 203, RecordStatus.Final, "")]
    [InlineData(550, 412, RecordStatus.Final, "")]
    [InlineData(449, 300, RecordStatus.Final, "VOLUME-DIFFERS-FROM-PLAN")]
    [InlineData(551, 300, RecordStatus.Final, "VOLUME-DIFFERS-FROM-PLAN")]
    [InlineData(500, 202, RecordStatus.Final, "RATE-DIFFERS-FROM-PLAN")]
    [InlineData(500, 413, RecordStatus.Final, "RATE-DIFFERS-FROM-PLAN")]
    [InlineData(5, 9999, RecordStatus.Final, "VOLUME-DIFFERS-FROM-PLAN RATE-DIFFERS-FROM-PLAN")]
    // An infusion that was stopped holds less than planned by right, more never.
    [InlineData(5, 300, RecordStatus.Stopped, "")]
    [InlineData(551, 300, RecordStatus.Stopped, "VOLUME-DIFFERS-FROM-PLAN")]
    public void Run_RecordedVolumeAndRate_AreHeldAgainstThePlan(int volume, int rate, RecordStatus status, string codes) => string.Join(' ', Codes(
        WithPlan(new InfusionPlan(500, 20, [new InfusionStep(100, 90, 110)])),
        Facts.Dose("2020-02-12", 11, status) with { VolumeMillilitres = volume, RateMillilitresPerHour = rate })).ShouldBe(codes);

    // Three are planned.
    [Theory]
    [InlineData(3, "")]
    [InlineData(4, "DOSES-BEYOND-PLAN")]
    public void Run_MoreDosesThanPlanned_AreFound(int doses, string code) => string.Join(' ', Codes(
        Clean, [.. Enumerable.Range(1, doses - 1).Select(day => Facts.Dose($"2020-02-{10 + day}", 10 + day))])).ShouldBe(code);

    [Fact]
    public void Run_DoseOfTheProductWithoutLot_IsFound() => Codes(Clean, Facts.Dose("2020-02-12", 11) with { Lot = null }).ShouldBe(["DOSE-WITHOUT-LOT"]);

    private static ClinicalFact[] Death() => [Facts.Patient(11, Facts.On("2020-02-15")), Facts.AdverseEvent("RASH", 5, "2020-02-14", 12, fatal: true)];

    private static TrialProtocol WithLot(ProductLot lot) => Clean with { Treatments = [Clean.Treatments[0] with { Lots = [lot] }, .. Clean.Treatments.Skip(1)] };

    private static TrialProtocol WithPlan(InfusionPlan plan) => Clean with { Treatments = [Clean.Treatments[0] with { Infusion = plan }, .. Clean.Treatments.Skip(1)] };

    private static SubjectLink OfThePatient { get; } = new(null, "patient");

    private static DataQuery Unlinked(ClinicalFact fact) => new("time-in-future", null, fact.Source, null, "Check the date.");

    private static IEnumerable<string> Codes(TrialProtocol protocol, params ClinicalFact[] more) => Run(protocol, more).Select(finding => finding.Code);

    private static IEnumerable<AuditFinding> Run(TrialProtocol protocol, params ClinicalFact[] more) => Run(protocol, [], more);

    private static IEnumerable<AuditFinding> Run(TrialProtocol protocol, ImmutableArray<DataQuery> asked, params ClinicalFact[] more)
    {
        var decisions = DecisionList.Empty(protocol.Id);
        var dataset = DeriveDataset.From(protocol, decisions, [.. Facts.Enrolled(), Facts.Dose("2020-02-10", 10), .. more], asked);
        return DataAudit.Run(new AuditScope(protocol, decisions, dataset));
    }
}
