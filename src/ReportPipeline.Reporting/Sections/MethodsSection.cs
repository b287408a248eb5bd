using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Every method and convention by name, as the result rows carry them.</summary>
internal static class MethodsSection
{
    public static IEnumerable<Block> Write(ReportContext context)
    {
        ClosingWords words = context.Vocabulary.Closing;
        yield return new Heading(1, words.Methods, "methods");
        yield return Paragraph.Body(words.MethodsText) with { KeepWithNext = true };
        yield return new Table("conventions", Line.Of(words.MethodsCaption), [3.3, 3.5, 3.2],
            [Row.Header(Cell.Text(words.Method), Cell.Text(words.Convention), Cell.Text(words.Analysis))],
            Rows(context))
        {
            KeepTogether = false,
            Notes = [Codes(context)],
        };
        yield return Paragraph.Body(words.NumberRules);
    }

    /// <summary>
    /// One row per method and set of conventions, with the analyses that used it so. What a P value is held against stands with the panel
    /// itself, and the adjusted P values of a family keep the methods of its members.
    /// </summary>
    private static ImmutableArray<Row> Rows(ReportContext context)
    {
        HashSet<string> compared = Ids<SensitivityEndpoint>(context);
        return
        [
            .. Named(context)
                .GroupBy(row => row.Method)
                .SelectMany(method => method
                    .GroupBy(row => row.Analysis)
                    .GroupBy(analysis => Conventions(context, analysis.Where(row => row.Statistic is not (StatisticName.PValue or StatisticName.Flip) || !compared.Contains(row.Analysis))), analysis => analysis.Key)
                    .Select(use => Row.Body(
                        Cell.Text(method.Key is { } name ? context.Term(name) : context.Vocabulary.Closing.Descriptive),
                        Cell.Text(use.Key),
                        Cell.Text(string.Join(", ", use))))),
        ];
    }

    private static string Conventions(ReportContext context, IEnumerable<AnalysisResult> rows) =>
        string.Join(context.Vocabulary.Tables.ListSeparator, rows.Select(row => row.Convention).OfType<string>().Distinct().Select(context.Term));

    /// <summary>The rows that name a method or a convention and that this report may show.</summary>
    private static IEnumerable<AnalysisResult> Named(ReportContext context)
    {
        HashSet<string> compared = Ids<SensitivityEndpoint>(context), adjusted = Ids<MultiplicityEndpoint>(context);
        return context.Results.Rows.Where(row => (row.Method ?? row.Convention) is not null
            && (context.IsClosed || (IsPooled(row) && !compared.Contains(row.Analysis))) && !adjusted.Contains(row.Analysis));
    }

    /// <summary>"T4: Survival at 30 days; …": what the codes in the last column stand for.</summary>
    private static ImmutableArray<Inline> Codes(ReportContext context)
    {
        HashSet<string> shown = [.. Named(context).Select(row => row.Analysis)];
        return Line.Of(Sentence.Plain(context.Vocabulary.Closing.AnalysisCodes, string.Join(context.Vocabulary.Tables.ListSeparator, context.Protocol.Endpoints
            .Where(endpoint => shown.Contains(endpoint.Id))
            .Select(endpoint => Sentence.Plain(context.Vocabulary.Tables.Labelled, endpoint.Id, context.Label(endpoint.Title))))));
    }

    private static HashSet<string> Ids<T>(ReportContext context) where T : EndpointDefinition => [.. context.Endpoints<T>().Select(endpoint => endpoint.Id)];

    /// <summary>What the open report prints: over all subjects and without a test, since every test compares groups.</summary>
    private static bool IsPooled(AnalysisResult row) => row.Group == ReportContext.TotalGroup
        && row.Statistic is not (StatisticName.PValue or StatisticName.TestStatistic or StatisticName.DegreesOfFreedom);
}
