using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Every comparison under every defensible test of its kind: one table per kind, one column per test, flips marked.</summary>
internal static class TestPanel
{
    private const double LabelWeight = 4;
    private const double TestWeight = 1.5;

    public static IEnumerable<Block> Write(ReportContext context, TestPanelEndpoint endpoint)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        foreach (string set in endpoint.AnalysisSets)
        {
            string Count(string name) => ResultPrinter.Id(endpoint.Id, set, ReportContext.TotalGroup, name, StatisticName.Count);
            if (printer.Exists(Count("comparisons")))
            {
                yield return Paragraph.Bullet([.. Sentence.Fill(words.Overview, context.SetLabel(set), printer.Count(Count("comparisons")), Numbers.Fixed(context.Protocol.SignificanceLevel, 2), printer.Count(Count("comparisons-that-flip")))]);
            }
        }

        yield return new Landscape([.. Comparisons(context, endpoint).GroupBy(item => string.Join('|', item.Tests)).Select(kind => Table(context, [.. kind]))]);
    }

    private static Table Table(ReportContext context, ImmutableArray<Comparison> comparisons)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<string> tests = comparisons[0].Tests;
        IEnumerable<Row> rows = comparisons.Select(item => new Row(
            [Cell.Text(item.Label), .. tests.Select(test => SensitivitySection.PCell(printer, ResultPrinter.Id(item.Prefix, test)))]));
        string caption = Sentence.Plain(words.PanelCaption, string.Join(context.Vocabulary.Tables.ListSeparator, tests.Select(words.NameOf)));
        return new Table($"tests-{string.Join('-', tests)}", Line.Of(caption), [LabelWeight, .. tests.Select(_ => TestWeight)],
            [Row.Header([Cell.Text(words.Comparison), .. tests.Select(test => Cell.Number(words.NameOf(test)))])], [.. rows])
        {
            KeepTogether = false,
            Notes = [Line.Of(words.FlipNote), .. tests.Contains("firth") ? (ImmutableArray<Inline>[])[Line.Of(words.FirthNote)] : [], .. printer.Footnotes()],
        };
    }

    /// <summary>The comparisons in the order of their rows.</summary>
    private static IEnumerable<Comparison> Comparisons(ReportContext context, TestPanelEndpoint endpoint) =>
        from row in context.Results.Of(endpoint.Id)
        where row.Statistic == StatisticName.PValue && row.Level is not null
        let test = row.Level!.Split('/')[^1]
        let prefix = row.Id[..^(test.Length + StatisticName.PValue.Length + 2)]
        group (row, test) by prefix into comparison
        let first = comparison.First().row
        let parts = first.Level!.Split('/')[..^1]
        select new Comparison(comparison.Key, Label(context, first, parts), [.. comparison.Select(item => item.test)]);

    /// <summary>A comparison inside an arm (of its strata) names the arm.</summary>
    private static string Label(ReportContext context, AnalysisResult row, IEnumerable<string> parts)
    {
        string label = CodeLabels.Comparison(context, row.Variable, parts);
        string set = row.AnalysisSet == context.Protocol.AnalysisSets[0].Id ? label : Sentence.Plain(context.Vocabulary.Tables.WithAbbreviation, label, context.AnalysisSet(row.AnalysisSet).Abbreviation);
        return context.Protocol.FindArm(row.Group) is { } arm ? Sentence.Plain(context.Vocabulary.Tables.WithAbbreviation, set, context.Label(arm.Label)) : set;
    }

    private sealed record Comparison(string Prefix, string Label, ImmutableArray<string> Tests);
}
