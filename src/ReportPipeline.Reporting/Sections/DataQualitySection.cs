using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Questions that are open with the hospitals.</summary>
internal static class DataQualitySection
{
    public static IEnumerable<Block> Write(ReportContext context)
    {
        ClosingWords words = context.Vocabulary.Closing;
        ResultPrinter printer = context.NewPrinter();
        yield return new Heading(1, words.DataQuality, "data-quality");
        yield return Paragraph.Body(words.DataQualityText) with { KeepWithNext = true };
        IEnumerable<Row> rows =
        [
            .. context.Protocol.Sites.Select(site => Row.Body(Cell.Text(context.Label(site.Name)), Cell.Number(printer.Count(SiteQueries(context, site))))),
            Row.Body(Cell.Text(new Words(context.Vocabulary.Tables.AllSites, Emphasis.Strong)), Cell.Number(printer.Count(AllQueries(context)))),
        ];
        yield return new Table("queries", Line.Of(words.QueriesCaption), [5, 1.6],
            [Row.Header(Cell.Text(context.Vocabulary.Tables.Site), Cell.Number(words.OpenQueries))], [.. rows])
        {
            Notes = printer.Footnotes(),
        };
    }

    /// <summary>Result id of the number of open queries.</summary>
    public static string AllQueries(ReportContext context) => ResultPrinter.Id(Prefix(context), StatisticName.Count);

    private static string SiteQueries(ReportContext context, Site site) => ResultPrinter.Id(Prefix(context), site.Id, StatisticName.Count);

    private static string Prefix(ReportContext context) =>
        ResultPrinter.Id("DQ", context.Protocol.AnalysisSets.First(set => set.Kind == AnalysisSetKind.FullAnalysis).Id, ReportContext.TotalGroup, "queries");
}
