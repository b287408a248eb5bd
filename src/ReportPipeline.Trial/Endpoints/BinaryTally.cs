using System.Collections.Immutable;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Subjects with an outcome among those for whom it is known.</summary>
internal sealed record BinaryTally(int Events, int Subjects, ImmutableArray<string> Sources)
{
    /// <summary>Rows n, N, missing and percent.</summary>
    public void Write(ResultTable table, ResultPlace place, int members)
    {
        table.Number(place, StatisticName.Count, Events);
        table.Number(place, StatisticName.Denominator, Subjects);
        table.Number(place, StatisticName.Missing, members - Subjects);
        table.Estimate(place, StatisticName.Percent, Percent.Of(Events, Subjects), ResultMethod.In("%"));
    }
}
