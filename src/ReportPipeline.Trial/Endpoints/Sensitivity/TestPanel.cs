using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints.Sensitivity;

/// <summary>
/// Every P value of the named endpoints under every defensible test of the same data. A test that comes to another conclusion than
/// the protocol's is marked; none of them replaces it.
/// </summary>
public static class TestPanel
{
    public static void Analyse(TestPanelEndpoint endpoint, AnalysisContext context)
    {
        var tests = new DefensibleTests();
        foreach (var set in endpoint.AnalysisSets)
        {
            var comparisons = context.ComparisonsOf(set, endpoint.Endpoints).ToList();
            var flipping = comparisons.Count(comparison => Analyse(endpoint, context, comparison, tests));
            var place = new ResultPlace(endpoint.Id, set, AnalysisContext.Total, "comparisons");
            context.Table.Number(place, StatisticName.Count, comparisons.Count);
            context.Table.Number(
                place with { Variable = "comparisons-not-estimable" }, StatisticName.Count, comparisons.Count(comparison => !comparison.Test.PValue.IsEstimable));
            context.Table.Number(place with { Variable = "comparisons-that-flip" }, StatisticName.Count, flipping);
        }
    }

    /// <returns>True when at least one test flips.</returns>
    private static bool Analyse(TestPanelEndpoint endpoint, AnalysisContext context, Comparison comparison, DefensibleTests tests)
    {
        var place = comparison.Place.For(endpoint.Id);
        var (estimable, flips) = (0, 0);
        foreach (var test in tests.Of(comparison.Data))
        {
            // What the data cannot tell by the protocol's test they do not tell by another.
            var own = test.Run();
            var result = comparison.Test.PValue.IsEstimable ? own : comparison.Test with { Method = own.Method };
            var at = place.At($"{place.Level}/{test.Name}");
            context.Table.Test(at, result, warning: Flip.Warning(context, result, comparison.Test));
            estimable += result.PValue.IsEstimable ? 1 : 0;
            flips += Flip.Write(context, at, result, comparison.Test) ? 1 : 0;
        }

        context.Table.Number(place.At($"{place.Level}/tests"), StatisticName.Count, estimable);
        context.Table.Number(place.At($"{place.Level}/flips"), StatisticName.Count, flips);
        return flips > 0;
    }
}
