using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Endpoints;

/// <summary>Six subjects, three an arm: one alive and one dead in each, one whose outcome nobody knows.</summary>
public sealed class BinaryTallyTests
{
    private static readonly ImmutableArray<(string Arm, bool? Outcome)> People =
        [("MSC", true), ("CONTROL", false), ("MSC", null), ("CONTROL", true), ("MSC", false), ("CONTROL", null)];

    private static readonly AnalysisContext Context = new(Facts.Trial, DecisionList.Empty(Facts.Trial.Id), Dataset(), new ResultTable()) { DataCutOff = DateTimeOffset.UnixEpoch };

    [Fact]
    public void OfGroups_SixSubjects_CountsEachGroupInTheOrderOfSubjects()
    {
        var asked = new List<int>();
        var groups = BinaryTally.OfGroups(Context, "full", data =>
        {
            asked.Add(NumberOf(data));
            return new SubjectResult(People[NumberOf(data)].Outcome, [$"v{NumberOf(data)}"]);
        });

        asked.ShouldBe([0, 1, 2, 3, 4, 5]);
        groups.Select(group => (group.Group, group.Members.Length, group.Tally.Events, group.Tally.Subjects, string.Join(' ', group.Tally.Sources))).ShouldBe(
            [("MSC", 3, 1, 2, "v0 v4"), ("CONTROL", 3, 1, 2, "v1 v3"), ("total", 6, 2, 4, "v0 v1 v3 v4")]);
        groups.ShouldAllBe(group => group.Tally.At(Facts.Site.Value).Subjects == group.Tally.Subjects && group.Tally.At("elsewhere").Subjects == 0);
    }

    private static int NumberOf(SubjectData data) => int.Parse(data.Subject.Subject.Value[^1..], System.Globalization.CultureInfo.InvariantCulture);

    private static TrialDataset Dataset() => new(Facts.Trial, DecisionList.Empty(Facts.Trial.Id), new DatasetContent(
        [.. People.Select((person, index) => SubjectOf(index, person.Arm))], [], []));

    private static SubjectData SubjectOf(int index, string arm)
    {
        var data = DeriveSubjectData.From(Facts.Trial, new ReportPipeline.Trial.SubjectId($"RM-00{index}"), Facts.Site, [.. Facts.Enrolled()]);
        return data with { Subject = data.Subject with { Arm = arm } };
    }
}
