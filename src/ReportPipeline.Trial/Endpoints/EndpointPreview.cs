using System.Collections.Immutable;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>What a change of the records does to the endpoints.</summary>
/// <param name="Gained">Endpoints that give figures which they did not give before, in the protocol's order.</param>
/// <param name="Lost">Endpoints that give figures no more.</param>
public sealed record EndpointChange(ImmutableArray<EndpointDefinition> Gained, ImmutableArray<EndpointDefinition> Lost);

/// <summary>
/// Compares which figures can be computed from two states of the records: estimates, summaries and tests, not mere counts, which are
/// always there. No figure itself leaves here. Endpoints that only vary others (sensitivity, multiplicity, weighting, stopping rules)
/// follow the endpoints that they vary and are not tried.
/// </summary>
public static class EndpointPreview
{
    private static readonly ImmutableHashSet<string> Counts =
    [
        StatisticName.Count, StatisticName.Denominator, StatisticName.Missing, StatisticName.AtRisk, StatisticName.Events, StatisticName.Censored,
    ];

    /// <param name="before">The records without the change; nothing is added to its table.</param>
    /// <param name="after">The records with it.</param>
    public static EndpointChange Compare(AnalysisContext before, AnalysisContext after)
    {
        var gained = ImmutableArray.CreateBuilder<EndpointDefinition>();
        var lost = ImmutableArray.CreateBuilder<EndpointDefinition>();
        foreach (var endpoint in before.Protocol.Endpoints.Where(endpoint => !EndpointAnalyses.LooksAtOthers(endpoint)))
        {
            var (known, previewed) = (FiguresOf(endpoint, before), FiguresOf(endpoint, after));
            if (previewed.Except(known).Any())
            {
                gained.Add(endpoint);
            }

            if (known.Except(previewed).Any())
            {
                lost.Add(endpoint);
            }
        }

        return new EndpointChange(gained.ToImmutable(), lost.ToImmutable());
    }

    private static HashSet<string> FiguresOf(EndpointDefinition endpoint, AnalysisContext blank)
    {
        var table = new ResultTable();
        EndpointAnalyses.Analyse(endpoint, blank with { Table = table });
        return [.. table.Rows.Where(row => row.Value is NumberValue && !Counts.Contains(row.Statistic)).Select(row => row.Id)];
    }
}
