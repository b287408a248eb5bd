using System.Collections.Immutable;
using ReportPipeline.Statistics.Descriptive;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Doses of the trial treatments, the lots they came from, and reactions to them.</summary>
public static class Exposure
{
    public static void Analyse(ExposureEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var treatment in context.Protocol.Treatments)
            {
                foreach (var (group, members) in context.ArmGroups(set))
                {
                    AnalyseTreatment(context, new ResultPlace(endpoint.Id, set, group, treatment.Code), treatment, members);
                }
            }

            InfusionReactions.Analyse(endpoint, context, set);
        }
    }

    private static void AnalyseTreatment(AnalysisContext context, ResultPlace place, Treatment treatment, ImmutableArray<SubjectData> members)
    {
        var doses = members.SelectMany(data => data.Exposures.Where(dose => dose.Treatment == treatment.Code)).ToList();
        var taken = doses.Where(dose => dose.Status != DoseStatus.NotGiven).ToList();
        Count(context.Table, place.At("doses-given"), doses.Where(dose => dose.Status == DoseStatus.Given));
        Count(context.Table, place.At("doses-partial"), doses.Where(dose => dose.Status == DoseStatus.Partial));
        Count(context.Table, place.At("doses-not-given"), doses.Where(dose => dose.Status == DoseStatus.NotGiven));
        // Subject by subject: looking every subject up among all doses would cost the square of the trial.
        var treated = members.Select(data => data.Exposures.Where(dose => dose.Treatment == treatment.Code && dose.Status != DoseStatus.NotGiven).ToList())
            .Where(own => own.Count > 0)
            .ToList();
        context.Table.Number(place.At("subjects-treated") with { Sources = SourcesOf(taken) }, StatisticName.Count, treated.Count);
        context.Table.Number(
            place.At("subjects-all-planned-doses") with { Sources = SourcesOf(taken) },
            StatisticName.Count,
            treated.Count(own => treatment.PlannedDoses.All(plan => own.Exists(dose => dose.Visit == plan.Visit && dose.Status == DoseStatus.Given))));
        if (treated.Count > 0)
        {
            var totals = treated.Select(own => (double)own.Sum(dose => dose.Dose ?? 0));
            QuantityRows.Describe(context.Table, place.At("cumulative-dose") with { Sources = SourcesOf(taken) }, Summary.Of(totals), ResultMethod.In(treatment.DoseUnit));
        }

        Measured(context.Table, place.At("volume"), taken, (dose => dose.VolumeMillilitres, "mL"));
        Measured(context.Table, place.At("rate"), taken, (dose => dose.RateMillilitresPerHour, "mL/h"));
        foreach (var lot in taken.Where(dose => dose.Lot is not null).GroupBy(dose => dose.Lot!, StringComparer.Ordinal).OrderBy(lot => lot.Key, StringComparer.Ordinal))
        {
            AnalyseLot(context.Table, place, treatment, lot);
        }
    }

    /// <summary>What was measured of each dose; nothing when it was recorded of none.</summary>
    private static void Measured(ResultTable table, ResultPlace place, List<ExposureRecord> doses, (Func<ExposureRecord, decimal?> Of, string Unit) quantity)
    {
        if (doses.Exists(dose => quantity.Of(dose) is not null))
        {
            QuantityRows.Describe(
                table, place with { Sources = SourcesOf(doses) }, Summary.Of(doses.Select(dose => (double?)quantity.Of(dose))), ResultMethod.In(quantity.Unit));
        }
    }

    private static void AnalyseLot(ResultTable table, ResultPlace place, Treatment treatment, IGrouping<string, ExposureRecord> lot)
    {
        var at = place.At($"lot/{lot.Key}") with { Sources = SourcesOf(lot) };
        table.Number(at, StatisticName.Count, lot.Count());
        table.Number(at.At($"{at.Level}/subjects"), StatisticName.Count, lot.Select(dose => dose.Subject).Distinct().Count());
        if (treatment.Lots.FirstOrDefault(known => known.Number == lot.Key) is { } release)
        {
            table.Number(at.At($"{at.Level}/viability"), StatisticName.Estimate, (double)release.ViabilityPercent, ResultMethod.In("%"));
        }
    }

    private static void Count(ResultTable table, ResultPlace place, IEnumerable<ExposureRecord> doses)
    {
        var counted = doses.ToList();
        table.Number(place with { Sources = SourcesOf(counted) }, StatisticName.Count, counted.Count);
    }

    private static ImmutableArray<string> SourcesOf(IEnumerable<ExposureRecord> doses) => [.. doses.SelectMany(dose => dose.Sources)];
}
