using ReportPipeline.Statistics;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>
/// The rows of what the protocol asks for and does not allow: one per analysis set, not estimable, with the place in the protocol and the
/// name as reason.
/// </summary>
public static class NotResolved
{
    /// <summary>Variable of the row of an unresolved endpoint.</summary>
    public const string Variable = "unresolved";

    public static void Analyse(UnresolvedEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            Write(context, new ResultPlace(endpoint.Id, set, AnalysisContext.Total, Variable), endpoint.Reason);
        }
    }

    /// <summary>An analysis that looks again at unresolved endpoints has a row for each of them, under the endpoint's id as variable.</summary>
    public static void AnalyseSources(EndpointDefinition endpoint, AnalysisContext context)
    {
        foreach (var source in SensitivityCheck.SourcesOf(endpoint).Select(context.Protocol.FindEndpoint).OfType<UnresolvedEndpoint>())
        {
            foreach (var set in endpoint.AnalysisSets)
            {
                Write(context, new ResultPlace(endpoint.Id, set, AnalysisContext.Total, source.Id), $"endpoint '{source.Id}' is not estimable: {source.Reason}");
            }
        }
    }

    private static void Write(AnalysisContext context, ResultPlace place, string reason) =>
        context.Table.Estimate(place, StatisticName.Estimate, Estimable<double>.Not(reason));
}
