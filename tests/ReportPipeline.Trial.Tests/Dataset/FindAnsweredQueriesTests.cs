using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Tests.Dataset;

/// <summary>Questions that only the records together raise are open, then answered, by what arrives.</summary>
public sealed class FindAnsweredQueriesTests
{
    private static readonly ClinicalFact Enrolment = Facts.Observation("ENROLMENT", new OccurrenceValue(), ClinicalPeriod.At(Facts.On("2020-02-10")), 2);

    // A death known to the month; one without any date is asked about where the Patient is read.
    private static readonly ClinicalDate InFebruary = new(new DateOnly(2020, 2, 1), new DateOnly(2020, 2, 29), null, "2020-02");
    private static readonly ClinicalFact Arm = Facts.Coded("ARM", "MSC", "2020-02-10", 3);

    [Fact]
    public void From_WhatWasMissingArrives_OpenThenAnsweredByTheBundleThatBroughtIt()
    {
        var atFirst = Derive(Facts.Patient(1));
        var inTheEnd = Derive(Facts.Patient(1), Enrolment, Arm);

        Open(atFirst).ShouldBe(["allocation-missing", "enrolment-missing"]);
        Answered(atFirst).ShouldBeEmpty();
        Open(inTheEnd).ShouldBeEmpty();
        Answered(inTheEnd).ShouldBe(["allocation-missing v003-ARM-3", "enrolment-missing v002-ENROLMENT-2"]);
    }

    [Fact]
    public void From_DeathGetsItsDate_Answered()
    {
        ClinicalFact[] before = [.. Facts.Enrolled(), Facts.Patient(5, InFebruary)];

        Open(Derive(before)).ShouldBe(["death-without-date"]);
        Answered(Derive([.. before, Facts.Patient(6, Facts.On("2020-02-20"))])).ShouldBe(["death-without-date v006-patient"]);
    }

    [Fact]
    public void From_AnsweredAndRaisedAgain_IsOpenOnly()
    {
        var dataset = Derive(
            [.. Facts.Enrolled(), Facts.Patient(5, InFebruary), Facts.Patient(6, Facts.On("2020-02-20")), Facts.Patient(7, InFebruary)]);

        Open(dataset).ShouldBe(["death-without-date"]);
        Answered(dataset).ShouldBeEmpty();
    }

    [Fact]
    public void From_PatientArrivesAfterItsRecord_Answered()
    {
        var early = (ObservationFact)Facts.Quantity("CRP", 5, "2020-02-10", 2) with { Link = new SubjectLink(null, "patient") };

        Answered(Derive([early, .. Facts.Enrolled().Select(fact => fact with { Source = fact.Source with { ReceivedAt = fact.Source.ReceivedAt.AddDays(1) } })]))
            .ShouldContain($"patient-not-received {Facts.Patient(1).Source.VersionId}");
    }

    [Theory]
    [InlineData("RM-999", false)]
    [InlineData(null, true)]
    public void From_NumberBesideAPatientOfAnother_CountsForNeither(string? number, bool agrees)
    {
        ClinicalFact[] enrolled = [.. Facts.Enrolled()];
        var patient = enrolled.OfType<PatientFact>().First();
        var record = Facts.Quantity("CRP", 5, "2020-02-10", 2);
        var subject = number is null ? patient.Link.Subject : new ReportPipeline.Trial.SubjectId(number);
        var dataset = Derive([.. enrolled, record with { Link = new SubjectLink(subject, patient.Source.ResourceKey) }]);

        Open(dataset).Contains("subjects-disagree").ShouldBe(!agrees);
    }

    [Fact]
    public void From_FactsInAnyOrder_SameAnswers()
    {
        ClinicalFact[] facts = [Facts.Patient(1), Enrolment, Arm, Facts.Patient(5, InFebruary), Facts.Patient(6, Facts.On("2020-02-20"))];

        Answered(Derive([.. facts.Reverse()])).ShouldBe(Answered(Derive(facts)));
    }

    public static TheoryData<string, ClinicalFact[]> Courses() => new()
    {
        { "nothing but a Patient", [Facts.Patient(1)] },
        { "answered", [Facts.Patient(1), Enrolment, Arm] },
        { "answered and raised again", [.. Facts.Enrolled(), Facts.Patient(5, InFebruary), Facts.Patient(6, Facts.On("2020-02-20")), Facts.Patient(7, InFebruary)] },
        { "a record entered in error", [.. Facts.Enrolled(), Facts.Observation("ENROLMENT", new OccurrenceValue(), ClinicalPeriod.At(Facts.On("2020-02-10")), 9, RecordStatus.EnteredInError, "ENROLMENT-2")] },
        { "all in one bundle", [.. Facts.Enrolled().Append(Facts.Patient(5, InFebruary)).Select(InOneBundle)] },
    };

    // Replayed to the end, without what the derivation has found.
    [Theory]
    [MemberData(nameof(Courses))]
    public void Of_WithWhatWasDerived_IsTheWholeReplay(string course, ClinicalFact[] facts)
    {
        var dataset = Derive(facts);

        FindAnsweredQueries.Of(Facts.Trial, facts, dataset.Queries, []).Select(answered => (answered.Query, answered.Answer))
            .ShouldBe(dataset.AnsweredQueries.Select(answered => (answered.Query, answered.Answer)), ignoreOrder: true, course);
    }

    private static ClinicalFact InOneBundle(ClinicalFact fact, int index) =>
        fact with { Source = fact.Source with { BundleHash = "one", EntryIndex = index, ReceivedAt = Enrolment.Source.ReceivedAt } };

    private static TrialDataset Derive(params ClinicalFact[] facts) => DeriveDataset.From(Facts.Trial, DecisionList.Empty(Facts.Trial.Id), facts, []);

    private static string[] Open(TrialDataset dataset) => [.. dataset.Queries.Select(query => query.Code)];

    private static string[] Answered(TrialDataset dataset) => [.. dataset.AnsweredQueries.Select(answered => $"{answered.Query.Code} {answered.Answer.VersionId}")];
}
