using System.Collections.Immutable;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Results;
using ReportPipeline.Trial.Results.Changes;

namespace ReportPipeline.Tests.Results.Changes;

/// <summary>One number that counts a few records, before and after one thing happened.</summary>
public sealed class CompareResultsTests
{
    // The released report was made on 1 July 2020, after the tenth hour's bundle.
    private const int CutOff = 10;

    private static readonly ObservationFact Old = Facts.Quantity("SPO2", 90, "2020-06-29", 1);

    [Fact]
    public void Between_TheSameResults_ChangesNothing() =>
        CompareResults.Between(Run([Old], [Old], 1), Run([Old], [Old], 1), NotesOn([Old])).Changes.ShouldBeEmpty();

    [Fact]
    public void Between_RecordOfASubjectNeverSeen_IsANewSubject()
    {
        var record = Facts.Quantity("SPO2", 95, "2020-07-03", 20) with { Link = new SubjectLink(new SubjectId("RM-002"), null) };

        ReasonsAfter([Old, record], [Old, record]).ShouldBe([ChangeReason.NewSubject]);
    }

    [Fact]
    public void Between_LaterVersionOfTheSameRecord_IsACorrection()
    {
        var corrected = Old with { Source = Facts.Source(Old.Source.ResourceKey, 20), Status = RecordStatus.Amended };

        ReasonsAfter([Old, corrected], [corrected]).ShouldBe([ChangeReason.Correction]);
    }

    [Fact]
    public void Between_RecordEnteredInError_IsAWithdrawal()
    {
        var withdrawn = Old with { Source = Facts.Source(Old.Source.ResourceKey, 20), Status = RecordStatus.EnteredInError };

        ReasonsAfter([Old, withdrawn], []).ShouldBe([ChangeReason.Withdrawal]);
    }

    [Fact]
    public void Between_RecordOfADayThatHadPassed_IsLateData()
    {
        var late = Facts.Quantity("SPO2", 95, "2020-07-01", 20);

        ReasonsAfter([Old, late], [Old, late]).ShouldBe([ChangeReason.LateData]);
    }

    [Fact]
    public void Between_RecordOfALaterDay_IsFurtherFollowUp()
    {
        var next = Facts.Quantity("SPO2", 95, "2020-07-02", 20);

        ReasonsAfter([Old, next], [Old, next]).ShouldBe([ChangeReason.FurtherFollowUp]);
    }

    [Fact]
    public void Between_SameRecords_IsTheLaterCutOff() => ReasonsAfter([Old], [Old]).ShouldBe([ChangeReason.LaterCutOff]);

    [Fact]
    public void Between_OtherProtocolAndSoftware_AreSaidBesideTheData()
    {
        var late = Facts.Quantity("SPO2", 95, "2020-07-01", 20);
        var after = Run([Old, late], [Old, late], 2);
        after = after with { Identity = after.Identity with { ProtocolHash = "other", SoftwareVersion = "2" } };

        CompareResults.Between(Run([Old], [Old], 1), after, NotesOn([Old, late])).Changes.ShouldHaveSingleItem().Reasons
            .ShouldBe([ChangeReason.LateData, ChangeReason.Protocol, ChangeReason.Software]);
    }

    // A record that was there all the time and counts only now: a decision moved it, no hospital sent anything.
    [Fact]
    public void Between_OldRecordThatCountsOnlyNow_IsNotNewData()
    {
        var other = Facts.Quantity("SPO2", 80, "2020-06-30", 2);
        var before = Run([Old, other], [Old], 1);
        var after = Run([Old, other], [Old, other], 2);

        CompareResults.Between(before, after with { Identity = after.Identity with { ProtocolHash = "other" } }, NotesOn([Old, other]))
            .Changes.ShouldHaveSingleItem().Reasons.ShouldBe([ChangeReason.Protocol]);
    }

    [Fact]
    public void Between_RowThatIsGoneAndRowThatCame_AreListedWithOneSide()
    {
        var before = Run([Old], [Old], 1);
        var renamed = before with { Rows = [before.Rows[0] with { Variable = "other" }] };

        var changes = CompareResults.Between(before, renamed, NotesOn([Old])).Changes;

        changes.Select(change => (change.Id, change.Before is null, change.After is null)).ShouldBe(
            [("X/full/total/other/n", true, false), ("X/full/total/records/n", false, true)]);
    }

    private static ImmutableArray<ChangeReason> ReasonsAfter(ImmutableArray<ObservationFact> received, ImmutableArray<ObservationFact> counted) =>
        CompareResults.Between(Run([Old], [Old], 1), Run(received, counted, 2), NotesOn(received)).Changes.ShouldHaveSingleItem().Reasons;

    private static RecordNotes NotesOn(ImmutableArray<ObservationFact> facts) => new(facts.Select(fact => new RecordNote(
        fact.Source, fact.Link.Subject, fact.When.Start!.Latest, fact.Status != RecordStatus.EnteredInError)));

    /// <summary>A run with a single number.</summary>
    private static AnalysisResults Run(ImmutableArray<ObservationFact> received, ImmutableArray<ObservationFact> counted, double value) => new()
    {
        Identity = new RunIdentity(
            "run", 1, "head", "snapshot", Old.Source.ReceivedAt.AddHours(CutOff - 1), "trial", "1", "protocol", "1", received.Length),
        Rows =
        [
            new AnalysisResult
            {
                Analysis = "X", AnalysisSet = "full", Group = "total", Variable = "records", Statistic = "n",
                Value = new NumberValue(value), Sources = "s",
            },
        ],
        SourceSets = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty
            .Add("s", [.. counted.Select(fact => fact.Source.VersionId).Order(StringComparer.Ordinal)]),
        SourceVersions = received.ToImmutableSortedDictionary(fact => fact.Source.VersionId, fact => fact.Source, StringComparer.Ordinal),
    };
}
