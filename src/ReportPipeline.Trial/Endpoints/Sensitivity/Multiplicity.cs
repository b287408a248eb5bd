using System.Collections.Immutable;
using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Multiplicity;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints.Sensitivity;

/// <summary>The P values of the declared family, adjusted for their number. Members without a P value do not count.</summary>
public static class Multiplicity
{
    private static readonly (string Name, string Method, Func<IReadOnlyList<double>, IReadOnlyList<double>> Adjust)[] Adjustments =
    [
        ("holm", "Holm (family-wise error)", PValueAdjustment.Holm),
        ("hochberg", "Hochberg (family-wise error; independent or positively dependent tests)", PValueAdjustment.Hochberg),
        ("benjamini-hochberg", "Benjamini–Hochberg (false discovery rate)", PValueAdjustment.BenjaminiHochberg),
    ];

    public static void Analyse(MultiplicityEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            ImmutableArray<Comparison> family = [.. endpoint.Family.SelectMany(member => Members(context, member, set)).Distinct()];
            ImmutableArray<Comparison> tested = [.. family.Where(comparison => comparison.Test.PValue.IsEstimable)];
            foreach (var comparison in family)
            {
                var place = Place(endpoint, comparison, "unadjusted");
                context.Table.Estimate(place, StatisticName.PValue, comparison.Test.PValue, new ResultMethod(comparison.Test.Method));
            }

            NameAbsent(endpoint, context, set);
            var whole = new ResultPlace(endpoint.Id, set, AnalysisContext.Total, "family");
            context.Table.Number(whole, StatisticName.Count, tested.Length);
            Significant(context, whole, "unadjusted", [.. tested.Select(comparison => comparison.Test.PValue.Value)]);
            foreach (var (name, method, adjust) in Adjustments)
            {
                var adjusted = adjust([.. tested.Select(comparison => comparison.Test.PValue.Value)]);
                Significant(context, whole, name, adjusted);
                for (var index = 0; index < tested.Length; index++)
                {
                    Write(context, Place(endpoint, tested[index], name), tested[index], new TestResult($"{tested[index].Test.Method}, adjusted by {method}", None, None, adjusted[index]));
                }
            }
        }
    }

    private static Estimable<double> None { get; } = Estimable<double>.Not("an adjusted P value has none");

    private static IEnumerable<Comparison> Members(AnalysisContext context, FamilyMember member, string set) => context
        .ComparisonsOf(set, [member.Endpoint])
        .Where(comparison => (member.Variable is null || comparison.Place.Variable == member.Variable) && (member.Level is null || comparison.Place.Level == member.Level));

    // A variable or level that no comparison has would otherwise leave the family without a word.
    private static void NameAbsent(MultiplicityEndpoint endpoint, AnalysisContext context, string set)
    {
        foreach (var member in endpoint.Family.Distinct().Where(member => (member.Variable ?? member.Level) is not null
            && context.Protocol.FindEndpoint(member.Endpoint) is not UnresolvedEndpoint && !Members(context, member, set).Any()))
        {
            var place = new ResultPlace(endpoint.Id, set, AnalysisContext.Total, member.Endpoint) { Level = string.Join('/', new[] { member.Variable, member.Level }.OfType<string>()) };
            context.Table.Estimate(place, StatisticName.PValue, Estimable<double>.Not("no comparison of the endpoint has this variable and level"));
        }
    }

    private static ResultPlace Place(MultiplicityEndpoint endpoint, Comparison comparison, string name)
    {
        var place = comparison.Place.For(endpoint.Id);
        return place.At($"{place.Level}/{name}");
    }

    private static void Write(AnalysisContext context, ResultPlace place, Comparison comparison, TestResult adjusted)
    {
        var warning = Flip.Warning(context, adjusted, comparison.Test);
        context.Table.Estimate(place, StatisticName.PValue, adjusted.PValue, new ResultMethod(adjusted.Method) { Warning = warning });
        Flip.Write(context, place, adjusted, comparison.Test);
    }

    private static void Significant(AnalysisContext context, ResultPlace whole, string name, IEnumerable<double> pValues) => context.Table.Number(
        whole.At($"{name}/significant"), StatisticName.Count, pValues.Count(p => p < context.Protocol.SignificanceLevel));
}
