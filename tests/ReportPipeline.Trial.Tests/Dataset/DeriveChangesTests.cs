using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset.Delta;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;
using static ReportPipeline.Tests.Facts;

namespace ReportPipeline.Tests.Dataset;

public sealed class DeriveChangesTests
{
    private static readonly ClinicalFact[] Start =
        [.. Enrolled(), Observation("SPO2", new QuantityValue(79, null), ClinicalPeriod.At(On("2020-02-12")), 2, key: "k")];

    [Fact]
    public void Between_FirstSnapshot_ListsSubjectsAndCountsRows()
    {
        var changes = Between([], Start);

        changes.NewSubjects.ShouldBe([new SubjectOfSite(Subject, Facts.Site.Value)]);

        // ENROLMENT, ARM, AGE, SEVERITY and SPO2.
        changes.AddedRecords.ShouldHaveSingleItem().ShouldBe(new KeyValuePair<string, int>("ADFIND", 5));
        changes.Corrections.ShouldBeEmpty();
    }

    [Fact]
    public void Between_AmendedValue_IsACorrectionWithBeforeAndAfter()
    {
        var amended = Observation("SPO2", new QuantityValue(97, null), ClinicalPeriod.At(On("2020-02-12")), 3, RecordStatus.Amended, "k");

        var change = Between(Start, [.. Start, amended]).Corrections.ShouldHaveSingleItem();

        change.Subject.ShouldBe(Subject);
        change.BeforeVersion.ShouldBe("v002-k");
        change.AfterVersion.ShouldBe("v003-k");
        change.Reason.ShouldBeNull();
        change.Values.ShouldBe([new ValueChange("ADFIND", "SPO2", "AVAL", "79", "97")]);
    }

    // 14 February is trial day 5: nearer to the visit of day 5 than to that of day 3.
    [Fact]
    public void Between_AmendedDate_ShowsDayAndVisit()
    {
        var amended = Observation("SPO2", new QuantityValue(79, null), ClinicalPeriod.At(On("2020-02-14")), 3, RecordStatus.Amended, "k");

        Between(Start, [.. Start, amended]).Corrections.Single().Values.ShouldContain(new ValueChange("ADFIND", "SPO2", "ADY", "3", "5"));
        Between(Start, [.. Start, amended]).Corrections.Single().Values.ShouldContain(new ValueChange("ADFIND", "SPO2", "AVISIT", "day-3", "day-5"));
    }

    [Fact]
    public void Between_EnteredInError_IsAWithdrawalWithWhatItSaid()
    {
        var withdrawn = Observation("SPO2", new QuantityValue(79, null), ClinicalPeriod.At(On("2020-02-12")), 3, RecordStatus.EnteredInError, "k");

        var changes = Between(Start, [.. Start, withdrawn]);

        var change = changes.Withdrawals.ShouldHaveSingleItem();
        change.Reason.ShouldBe("entered-in-error");
        change.AfterVersion.ShouldBe("v003-k");
        change.Subject.ShouldBe(Subject);
        change.Values.ShouldContain(new ValueChange("ADFIND", "SPO2", "AVAL", "79", null));
        changes.Corrections.ShouldBeEmpty();
    }

    [Fact]
    public void Between_LaterVersionThatSaysNothing_IsAWithdrawal()
    {
        var said = Start[^1];

        Between(Start, [.. Start, new VersionFact(new SubjectLink(null, null), RecordStatus.NotCounted, Source("k", 3))])
            .Withdrawals.Single().ShouldSatisfyAllConditions(
                change => change.Reason.ShouldBe("not-counted"),
                change => change.BeforeVersion.ShouldBe(said.Source.VersionId));
    }

    [Fact]
    public void Between_SentAgainWithoutChange_IsNothing()
    {
        var again = Observation("SPO2", new QuantityValue(79, null), ClinicalPeriod.At(On("2020-02-12")), 3, key: "k");

        var changes = Between(Start, [.. Start, again]);

        changes.Corrections.ShouldBeEmpty();
        changes.Withdrawals.ShouldBeEmpty();
        changes.AddedRecords.ShouldBeEmpty();
    }

    // The same Patient resource reports the death: day 5 is 14 February.
    [Fact]
    public void Between_DeathReported_IsAChangeOfThePatient()
    {
        var change = Between(Start, [.. Start, Patient(5, On("2020-02-14"))]).Corrections.Single();

        change.ResourceType.ShouldBe("Patient");
        change.Values.ShouldContain(new ValueChange("ADSL", "DEATH", "DTHDY", null, "5"));
    }

    [Fact]
    public void Between_SubjectNumberCorrected_RemovesOneSubjectAndAddsTheOther()
    {
        var right = Start.Select(fact => fact with
        {
            Link = new SubjectLink(new SubjectId("RM-002"), null),
            Source = fact.Source with { VersionId = fact.Source.VersionId + "-corrected", ReceivedAt = fact.Source.ReceivedAt.AddHours(9) },
        });

        var changes = Between(Start, [.. Start, .. right]);

        changes.NewSubjects.Single().Subject.Value.ShouldBe("RM-002");
        changes.RemovedSubjects.Single().Subject.ShouldBe(Subject);
        changes.Corrections.ShouldAllBe(change => change.Subject == new SubjectId("RM-002"));
        changes.Corrections.SelectMany(change => change.Values).ShouldContain(new ValueChange("ADFIND", "SPO2", "USUBJID", "RM-001", "RM-002"));
    }

    private static DatasetChanges Between(IReadOnlyCollection<ClinicalFact> before, IReadOnlyCollection<ClinicalFact> after) =>
        DeriveChanges.Between(Facts.Trial, DecisionList.Empty(Facts.Trial.Id), before, after);
}
