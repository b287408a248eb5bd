using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Delta;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Endpoints.Listed;

/// <summary>One subject of the MSC arm, aged 60, severe, enrolled on 10 February 2020 (trial day 1), dead on 19 February (day 10).</summary>
public sealed class ListedRowsTests
{
    private static readonly AnalysisResults Results = Run(Story());

    [Theory]
    [InlineData("PROFILE/full/MSC/RM-001/age/value", 60)]
    [InlineData("PROFILE/full/MSC/RM-001/dose/1/day", 1)]
    [InlineData("PROFILE/full/MSC/RM-001/dose/2/day", 3)]
    [InlineData("PROFILE/full/MSC/RM-001/symptoms/3/n", 2)] // fever and cough present on 12 February
    [InlineData("PROFILE/full/MSC/RM-001/end/day", 10)]
    [InlineData("SAE/safety/MSC/events/n", 2)] // the serious one and the fatal one, not the mild one
    [InlineData("SAE/safety/total/subjects/n", 1)]
    [InlineData("SAE/safety/MSC/RM-001/1/grade", 3)]
    [InlineData("SAE/safety/MSC/RM-001/1/onset", 4)]
    [InlineData("SAE/safety/MSC/RM-001/1/clock", 15)]
    [InlineData("SAE/safety/MSC/RM-001/2/clock", 7)]
    [InlineData("SAE/safety/MSC/clock/7/n", 1)]
    [InlineData("DEATHS/safety/MSC/deaths/n", 1)]
    [InlineData("DEATHS/safety/MSC/RM-001/death/day", 10)]
    [InlineData("DEATHS/safety/MSC/RM-001/death/last-dose", 3)]
    [InlineData("DEATHS/safety/MSC/RM-001/death/since-last-dose", 7)]
    public void Run_OneSubject_ListsItsFacts(string id, double expected) =>
        Results.Find(id).ShouldNotBeNull().Value.ShouldBe(new NumberValue(expected));

    [Theory]
    [InlineData("PROFILE/full/MSC/RM-001/sex/value", "FEMALE")]
    [InlineData("PROFILE/full/MSC/RM-001/SEVERITY/value", "SEVERE")]
    [InlineData("PROFILE/full/MSC/RM-001/dose/1/status", "GIVEN")]
    [InlineData("PROFILE/full/MSC/RM-001/end/outcome", "DIED")]
    [InlineData("SAE/safety/MSC/RM-001/1/term", "RASH")]
    [InlineData("SAE/safety/MSC/RM-001/2/outcome", "fatal")]
    [InlineData("SAE/safety/MSC/RM-001/1/applies", "NOT-DECIDED")] // neither relatedness nor expectedness was sent
    public void Run_OneSubject_ListsItsCodes(string id, string expected) =>
        Results.Find(id).ShouldNotBeNull().Value.ShouldBe(new TextValue(expected));

    // The event's first version arrived in hour 30 after 1 July 00:00 UTC = 2 July 14:00 in Wuhan; the correction in hour 900.
    [Theory]
    [InlineData("received", "2020-07-02")]
    [InlineData("due", "2020-07-17")]
    [InlineData("standing", "ENDED")]
    public void Run_ACorrectedEvent_CountsTheClockFromItsFirstVersion(string statistic, string expected) =>
        Results.Find($"SAE/safety/MSC/RM-001/1/{statistic}").ShouldNotBeNull().Value.ShouldBe(new TextValue(expected));

    [Fact]
    public void Run_AnEventWithoutEndOrRelatedness_SaysSo()
    {
        Results.Find("SAE/safety/MSC/RM-001/1/resolved")!.Value.ShouldBe(new NotEstimableValue("no end date on record"));
        Results.Find("SAE/safety/MSC/RM-001/1/relatedness")!.Value.ShouldBe(new NotEstimableValue("not recorded"));
    }

    // Fever and cough were sent for day 3; the protocol expects SpO2 and six symptoms there, and the window has passed.
    [Fact]
    public void Run_Completeness_CountsReceivedOfThoseDue()
    {
        Results.Find("DQ/full/total/completeness/renmin-wuhan/day-3/n")!.Value.ShouldBe(new NumberValue(2));
        Results.Find("DQ/full/total/completeness/renmin-wuhan/day-3/N")!.Value.ShouldBe(new NumberValue(7));
    }

    [Fact]
    public void Run_WithADelta_ListsEveryValueBeforeAndAfter()
    {
        ClinicalFact[] start = [.. Facts.Enrolled(), Facts.Observation("SPO2", new QuantityValue(79, null), ClinicalPeriod.At(Facts.On("2020-02-12")), 2, key: "k")];
        ClinicalFact[] later = [.. start, Facts.Observation("SPO2", new QuantityValue(97, null), ClinicalPeriod.At(Facts.On("2020-02-12")), 3, RecordStatus.Amended, "k")];
        var decisions = DecisionList.Empty(Facts.Trial.Id);
        var point = new SnapshotPoint(1, "head", DateTimeOffset.UnixEpoch);
        var delta = SnapshotDelta.Of(DeriveChanges.Between(Facts.Trial, decisions, start, later), point with { LedgerEntry = 2 }, point);

        var results = Run(later, delta);

        results.Find("CHANGES/full/total/corrections/n")!.Value.ShouldBe(new NumberValue(1));
        results.Find("CHANGES/full/total/corrections/1/1/what")!.Value.ShouldBe(new TextValue("SPO2 AVAL"));
        results.Find("CHANGES/full/total/corrections/1/1/before")!.Value.ShouldBe(new TextValue("79"));
        results.Find("CHANGES/full/total/corrections/1/1/after")!.Value.ShouldBe(new TextValue("97"));
        results.Find("CHANGES/full/total/corrections/1/subject")!.Value.ShouldBe(new TextValue("RM-001"));
    }

    [Fact]
    public void Run_WithoutADelta_WritesNoRowsOfChanges() => Results.Of("CHANGES").ShouldBeEmpty();

    private static IEnumerable<ClinicalFact> Story() =>
    [
        .. Facts.Enrolled(),
        Facts.Patient(20, Facts.On("2020-02-19")),
        Facts.Dose("2020-02-10", 21),
        Facts.Dose("2020-02-12", 22),
        Facts.Coded("FEVER", "PRESENT", "2020-02-12", 23),
        Facts.Coded("COUGH", "PRESENT", "2020-02-12", 24),
        Facts.AdverseEvent("RASH", 2, "2020-02-13", 30) with { Serious = true },
        Facts.AdverseEvent("RASH", 3, "2020-02-13", 900) with { Serious = true, Status = RecordStatus.Amended, Source = Facts.Source("ae-30", 900, "AdverseEvent") },
        Facts.AdverseEvent("SHOCK_AE", 5, "2020-02-18", 31, fatal: true),
        Facts.AdverseEvent("RASH", 1, "2020-02-14", 32),
    ];

    private static AnalysisResults Run(IEnumerable<ClinicalFact> facts, SnapshotDelta? delta = null)
    {
        var decisions = DecisionList.Empty(Facts.Trial.Id);
        TrialDataset dataset = DeriveDataset.From(Facts.Trial, decisions, [.. facts], []) with { Delta = delta };
        var identity = new RunIdentity("run", 1, "head", "snapshot", new DateTimeOffset(2020, 9, 1, 0, 0, 0, TimeSpan.Zero), Facts.Trial.Id, Facts.Trial.Version, "hash", "0", 1);
        return EndpointAnalyses.Run(Facts.Trial, decisions, dataset, identity);
    }
}
