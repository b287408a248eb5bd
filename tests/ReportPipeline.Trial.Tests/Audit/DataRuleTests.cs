using ReportPipeline.Trial.Audit;
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

    private static ClinicalFact[] Death() => [Facts.Patient(11, Facts.On("2020-02-15")), Facts.AdverseEvent("RASH", 5, "2020-02-14", 12, fatal: true)];

    private static TrialProtocol WithLot(ProductLot lot) => Clean with { Treatments = [Clean.Treatments[0] with { Lots = [lot] }, .. Clean.Treatments.Skip(1)] };

    private static TrialProtocol WithPlan(InfusionPlan plan) => Clean with { Treatments = [Clean.Treatments[0] with { Infusion = plan }, .. Clean.Treatments.Skip(1)] };

    private static IEnumerable<string> Codes(TrialProtocol protocol, params ClinicalFact[] more)
    {
        var decisions = DecisionList.Empty(protocol.Id);
        var dataset = DeriveDataset.From(protocol, decisions, [.. Facts.Enrolled(), Facts.Dose("2020-02-10", 10), .. more], []);
        return DataAudit.Run(new AuditScope(protocol, decisions, dataset)).Select(finding => finding.Code);
    }
}
