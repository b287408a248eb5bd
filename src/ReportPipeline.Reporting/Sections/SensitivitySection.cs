using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>
/// The same data under other defensible choices, with every change of conclusion marked. Everything in it compares the arms, so the
/// open report holds none of it.
/// </summary>
internal static class SensitivitySection
{
    /// <summary>Key of the first adjustment for the choice of arm.</summary>
    public const string AdjustmentKey = "adjustment";

    public static IEnumerable<Block> Write(ReportContext context)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ImmutableArray<EndpointDefinition> endpoints = [.. context.Protocol.Endpoints.Where(IsSensitivity)];
        if (!context.IsClosed || endpoints.IsEmpty)
        {
            yield break;
        }

        yield return new Heading(1, words.Heading, "sensitivity");
        if (context.IsEfficacyHeldBack)
        {
            yield return new Paragraph(ParagraphKind.Notice, Line.Of(context.Vocabulary.Outcomes.HeldBackNotice));
            yield break;
        }

        yield return Paragraph.Body(context.Protocol.Design.Allocation == Allocation.Randomised ? words.IntroductionRandomised : words.Introduction) with { KeepWithNext = true };
        foreach (Block block in SensitivityForest.Write(context).Concat(endpoints.SelectMany(endpoint => Part(context, endpoint))))
        {
            yield return block;
        }
    }

    /// <summary>Whether the endpoint stands in this section.</summary>
    public static bool IsSensitivity(EndpointDefinition endpoint) =>
        endpoint is SensitivityEndpoint or MultiplicityEndpoint or WeightedProportionEndpoint or RestrictedMeanEndpoint;

    private static IEnumerable<Block> Part(ReportContext context, EndpointDefinition endpoint)
    {
        bool isFirstAdjustment = ReferenceEquals(endpoint, context.Endpoints<WeightedProportionEndpoint>().FirstOrDefault());
        Heading heading = new(2, context.Label(endpoint.Title), isFirstAdjustment ? AdjustmentKey : endpoint.Id);
        return !Population.HasResults(context, endpoint)
            ? [heading, Population.NoResults(context, endpoint)]
            : [heading, .. EndpointsSection.Estimand(context, endpoint), .. UnresolvedAnalyses.Sources(context, endpoint), .. endpoint switch
            {
                _ when !HasComparisons(context, endpoint) => [],
                TestPanelEndpoint panel => TestPanel.Write(context, panel),
                MissingOutcomesEndpoint missing => SensitivityTables.Missing(context, missing),
                SiteStratifiedEndpoint sites => SensitivityTables.BySite(context, sites),
                WeightedProportionEndpoint weighted => SensitivityTables.Weighted(context, weighted),
                FragilityEndpoint fragility => SensitivityTables.Fragile(context, fragility),
                EValueEndpoint confounding => SensitivityTables.Confounded(context, confounding),
                MultiplicityEndpoint family => SensitivityTables.Multiple(context, family),
                RestrictedMeanEndpoint mean => SensitivityTables.Means(context, mean),
                _ => [],
            }];
    }

    /// <summary>Whether anything that it looks at again was compared; without that only the reasons are left to print.</summary>
    private static bool HasComparisons(ReportContext context, EndpointDefinition endpoint) =>
        context.Results.Of(endpoint.Id).Any(row => row.Group != ReportContext.TotalGroup);

    /// <summary>A P value, marked when the conclusion turns.</summary>
    public static Cell PCell(ResultPrinter printer, string prefix)
    {
        string p = ResultPrinter.Id(prefix, StatisticName.PValue);
        return !printer.Exists(p) ? Cell.Empty
            : printer.ValueOf(ResultPrinter.Id(prefix, StatisticName.Flip)) == 1 ? Cell.Number(printer.PValue(p), "†") : Cell.Number(printer.PValue(p));
    }

    /// <summary>Endpoints that an analysis has rows for, in the order of the protocol, with every set they were computed in.</summary>
    public static IEnumerable<Looked> LookedAt(ReportContext context, string analysis)
    {
        ILookup<string, string> sets = context.Results.Of(analysis).Where(row => row.Group == context.Comparison).Select(row => (row.Variable, row.AnalysisSet)).Distinct()
            .ToLookup(pair => pair.Variable, pair => pair.AnalysisSet);
        return context.Protocol.Endpoints.SelectMany(endpoint => sets[endpoint.Id].Select(set => new Looked(endpoint, set,
            Sentence.Plain(context.Vocabulary.Tables.WithAbbreviation, context.Label(endpoint.Title), context.AnalysisSet(set).Abbreviation))));
    }
}

/// <summary>An endpoint looked at again in one analysis set.</summary>
internal sealed record Looked(EndpointDefinition Endpoint, string Set, string Label);
