using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>
/// The same data under other defensible choices, with every change of conclusion marked. Whatever this run has not computed is said
/// to be missing. Everything in it compares the arms, so the open report holds none of it.
/// </summary>
internal static class SensitivitySection
{
    public const string Tests = "SENS-TESTS";
    public const string Sites = "SENS-SITE";
    public const string Overlap = "SENS-OVERLAP";
    public const string Fragility = "FRAGILITY";
    public const string MissingOutcomes = "SENS-MISSING";
    public const string Confounding = "EVALUE";
    public const string Multiplicity = "MULTIPLICITY";
    public const string RestrictedMean = "RMST";

    public static IEnumerable<Block> Write(ReportContext context)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        if (!context.IsClosed)
        {
            yield break;
        }

        yield return new Heading(1, words.Heading, "sensitivity");
        yield return Paragraph.Body(words.Introduction);
        foreach (Block block in SensitivityForest.Write(context)
            .Concat(Part(context, words.PanelHeading, Tests, () => TestPanel.Write(context)))
            .Concat(Part(context, words.MissingHeading, MissingOutcomes, () => SensitivityTables.Missing(context)))
            .Concat(Part(context, words.SiteHeading, Sites, () => SensitivityTables.BySite(context)))
            .Concat(Part(context, words.WeightedHeading, Overlap, () => SensitivityTables.Weighted(context)))
            .Concat(Part(context, words.FragilityHeading, Fragility, () => SensitivityTables.Fragile(context)))
            .Concat(Part(context, words.MultiplicityHeading, Multiplicity, () => SensitivityTables.Multiple(context)))
            .Concat(Part(context, words.MeanHeading, RestrictedMean, () => SensitivityTables.Means(context))))
        {
            yield return block;
        }
    }

    private static IEnumerable<Block> Part(ReportContext context, string heading, string analysis, Func<IEnumerable<Block>> content)
    {
        yield return new Heading(2, heading, analysis);
        if (!context.Results.Of(analysis).Any())
        {
            yield return NotAvailable(context, heading);
            yield break;
        }

        foreach (Block block in content())
        {
            yield return block;
        }
    }

    public static Paragraph NotAvailable(ReportContext context, string what) =>
        new(ParagraphKind.Notice, Line.Of(Sentence.Plain(context.Vocabulary.Sensitivity.NotAvailable, what)));

    /// <summary>A P value, marked when the conclusion turns.</summary>
    public static Cell PCell(ResultPrinter printer, string prefix)
    {
        string p = ResultPrinter.Id(prefix, StatisticName.PValue);
        return !printer.Exists(p) ? Cell.Empty
            : printer.ValueOf(ResultPrinter.Id(prefix, "flip")) == 1 ? Cell.Number(printer.PValue(p), "†") : Cell.Number(printer.PValue(p));
    }

    /// <summary>Endpoints that an analysis has rows for, in the order of the protocol, with the set they were computed in.</summary>
    public static IEnumerable<(EndpointDefinition Endpoint, string Set)> Endpoints(ReportContext context, string analysis) =>
        from endpoint in context.Protocol.Endpoints
        from set in context.Results.Of(analysis).Where(row => row.Variable == endpoint.Id).Select(row => row.AnalysisSet).Distinct()
        select (endpoint, set);
}
