using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Questions that are open with the hospitals, completeness of the visits, and records that changed.</summary>
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
        foreach (Block block in ByCode(context).Concat(Completeness(context)).Concat(RecordChanges.Write(context)))
        {
            yield return block;
        }
    }

    private static IEnumerable<Block> ByCode(ReportContext context)
    {
        QualityWords words = context.Vocabulary.Quality;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<Row> rows = [.. context.Results.Of(DataQuality.AnalysisId).Where(row => row.Variable == DataQuality.QueryCodeVariable)
            .Select(row => Row.Body(Cell.Text(words.QueryLabels.GetValueOrDefault(row.Level!, row.Level!)), Cell.Text(row.Level!), Cell.Number(printer.Count(row.Id))))];
        if (!rows.IsEmpty)
        {
            yield return new Table("query-codes", Line.Of(words.CodesCaption), [5, 3, 1.6], [Row.Header(Cell.Text(words.Question), Cell.Text(words.Code), Cell.Number(context.Vocabulary.Closing.OpenQueries))], rows)
            {
                Notes = [Line.Of(words.CodesNote)],
            };
        }
    }

    private static IEnumerable<Block> Completeness(ReportContext context)
    {
        QualityWords words = context.Vocabulary.Quality;
        ResultPrinter printer = context.NewPrinter();
        string Id(string site, string visit) => ResultPrinter.Id(DataQuality.AnalysisId, context.Protocol.AnalysisSets[0].Id, ReportContext.TotalGroup, DataQuality.CompletenessVariable, site, visit);
        ImmutableArray<Visit> visits = [.. context.Protocol.Visits.Where(visit => context.Protocol.Sites.Any(site => printer.Exists(ResultPrinter.Id(Id(site.Id, visit.Id), StatisticName.Count))))];
        if (visits.IsEmpty)
        {
            yield break;
        }

        ImmutableArray<Row> rows = [.. visits.Select(visit => new Row([Cell.Text(context.Label(visit.Label)), .. context.Protocol.Sites.Select(site => Cell.Number(printer.CountOfPercent(Id(site.Id, visit.Id))))]))];
        yield return new Heading(2, words.CompletenessHeading, "completeness");
        yield return new Table("completeness-table", Line.Of(words.CompletenessCaption), [2, .. context.Protocol.Sites.Select(_ => 3.0)],
            [Row.Header([Cell.Text(context.Vocabulary.Analyses.Visit), .. context.Protocol.Sites.Select(site => Cell.Number(context.Label(site.Name)))])], rows)
        {
            Notes = [Line.Of(words.CompletenessNote), .. printer.Footnotes()],
        };
    }

    /// <summary>Result id of the number of open queries.</summary>
    public static string AllQueries(ReportContext context) => ResultPrinter.Id(Prefix(context), StatisticName.Count);

    private static string SiteQueries(ReportContext context, Site site) => ResultPrinter.Id(Prefix(context), site.Id, StatisticName.Count);

    private static string Prefix(ReportContext context) =>
        ResultPrinter.Id("DQ", context.Protocol.AnalysisSets.First(set => set.Kind == AnalysisSetKind.FullAnalysis).Id, ReportContext.TotalGroup, "queries");
}
