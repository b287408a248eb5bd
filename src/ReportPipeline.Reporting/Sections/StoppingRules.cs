using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Status of the protocol's stopping rules. How much information is at hand is for everyone; boundaries and P for the closed report.</summary>
internal static class StoppingRules
{
    public const string Analysis = "LOOKS";

    public static IEnumerable<Block> Write(ReportContext context)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        yield return new Heading(2, words.StoppingHeading, "stopping");
        ImmutableArray<AnalysisResult> rows = [.. context.Results.Of(Analysis)];
        if (rows.IsEmpty)
        {
            yield return Paragraph.Body(words.NoStoppingRule);
            yield break;
        }

        ResultPrinter printer = context.NewPrinter();
        foreach (AnalysisResult information in rows.Where(row => row is { Group: ReportContext.TotalGroup, Level: "information", Statistic: StatisticName.Estimate }))
        {
            string prefix = information.Id[..^"/information/estimate".Length];
            Inline Look(string name) => printer.Coded(ResultPrinter.Id(prefix, name, "look"), words.NameOf);
            yield return Paragraph.Body([.. Sentence.Fill(words.StoppingText, printer.Fixed(information.Id, 2), Look("reached"), Look("next"))]);
            if (context.IsClosed)
            {
                yield return Boundaries(context, information.Variable, information.AnalysisSet);
            }
        }
    }

    private static Table Boundaries(ReportContext context, string endpoint, string set)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        string prefix = ResultPrinter.Id(Analysis, set, context.Comparison!, endpoint);
        IEnumerable<string> looks = context.Results.Of(Analysis, set).Where(row => row.Group == context.Comparison && row.Variable == endpoint && row.Level is not null)
            .Select(row => row.Level!.Split('/')[0]).Distinct();
        ImmutableArray<Row> rows = [.. looks.Select(look =>
        {
            string Id(string name) => ResultPrinter.Id(prefix, look, name, StatisticName.Estimate);
            return Row.Body(
                Cell.Text(look), Cell.Number(printer.Fixed(Id("information"), 2)), Cell.Number(printer.Fixed(Id("boundary"), 2)),
                Cell.Number(printer.PValue(Id("nominal-p"))), Cell.Number(printer.PValue(Id("alpha-spent"))));
        })];
        return new Table($"looks-{endpoint}", Line.Of(Sentence.Plain(words.StoppingCaption, CodeLabels.Comparison(context, endpoint, []))), [2.4, 1.6, 1.6, 1.6, 1.8],
            [Row.Header(Cell.Text(words.Look), Cell.Number(words.Information), Cell.Number(words.Boundary), Cell.Number(words.NominalP), Cell.Number(words.AlphaSpent))], rows)
        {
            Notes = printer.Footnotes(),
        };
    }
}
