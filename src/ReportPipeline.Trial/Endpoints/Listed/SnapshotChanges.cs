using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Statistics;
using ReportPipeline.Trial.Dataset.Delta;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints.Listed;

/// <summary>
/// What came new, was corrected, withdrawn or arrived late since the snapshot before (analysis id <c>CHANGES</c>), with every changed
/// value before and after. No rows when the run was not given a delta.
/// </summary>
public static class SnapshotChanges
{
    public const string AnalysisId = "CHANGES";

    public const string Previous = "previous";
    public const string CutOff = "cut-off";
    public const string NewSubjects = "new-subjects";
    public const string RemovedSubjects = "removed-subjects";
    public const string Corrections = "corrections";
    public const string Withdrawals = "withdrawals";
    public const string AddedRecords = "added-records";
    public const string LateBundles = "late-bundles";

    public const string Subject = "subject";
    public const string Reason = "reason";
    public const string What = "what";
    public const string Before = "before";
    public const string After = "after";

    private const string NoValue = "no value";

    public static void Analyse(AnalysisContext context)
    {
        if (context.Dataset.Delta is not { } delta)
        {
            return;
        }

        var place = new ResultPlace(AnalysisId, context.Protocol.AnalysisSets[0].Id, AnalysisContext.Total, Previous);
        if (delta.Previous is { } previous)
        {
            context.Table.Text(place, CutOff, previous.DataCutOff.ToString("O", CultureInfo.InvariantCulture));
        }
        else
        {
            context.Table.Estimate(place, CutOff, Estimable<double>.Not("this is the first snapshot"));
        }

        Counts(context.Table, place, delta);
        List(context.Table, place with { Variable = Corrections }, delta.Corrections);
        List(context.Table, place with { Variable = Withdrawals }, delta.Withdrawals);
    }

    private static void Counts(ResultTable table, ResultPlace place, SnapshotDelta delta)
    {
        table.Number(place with { Variable = NewSubjects }, StatisticName.Count, delta.NewSubjects.Length);
        table.Number(place with { Variable = RemovedSubjects }, StatisticName.Count, delta.RemovedSubjects.Length);
        table.Number(place with { Variable = Corrections, Sources = VersionsOf(delta.Corrections) }, StatisticName.Count, delta.Corrections.Length);
        table.Number(place with { Variable = Withdrawals, Sources = VersionsOf(delta.Withdrawals) }, StatisticName.Count, delta.Withdrawals.Length);
        table.Number(place with { Variable = LateBundles }, StatisticName.Count, delta.Late.Length);
        foreach (var (name, rows) in delta.AddedRecords)
        {
            table.Number(place with { Variable = AddedRecords, Level = name }, StatisticName.Count, rows);
        }
    }

    private static void List(ResultTable table, ResultPlace place, ImmutableArray<RecordChange> changes)
    {
        for (var index = 0; index < changes.Length; index++)
        {
            var at = place.At(string.Create(CultureInfo.InvariantCulture, $"{index + 1}")) with { Sources = VersionsOf([changes[index]]) };
            table.Code(at, Subject, changes[index].Subject?.Value);
            table.Code(at, Reason, changes[index].Reason ?? (place.Variable == Corrections ? "corrected" : null));
            var values = changes[index].Values;
            for (var value = 0; value < values.Length; value++)
            {
                var of = at.At(string.Create(CultureInfo.InvariantCulture, $"{at.Level}/{value + 1}"));
                table.Text(of, What, $"{values[value].Item} {values[value].Variable}");
                table.Text(of, Before, values[value].Before ?? NoValue);
                table.Text(of, After, values[value].After ?? NoValue);
            }
        }
    }

    private static ImmutableArray<string> VersionsOf(IEnumerable<RecordChange> changes) =>
        [.. changes.SelectMany(change => new[] { change.BeforeVersion, change.AfterVersion }).OfType<string>()];
}
