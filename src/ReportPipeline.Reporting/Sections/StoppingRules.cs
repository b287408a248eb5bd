using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Status of the protocol's stopping rules. How much information is at hand is for everyone; boundaries and P for the closed report.</summary>
internal static class StoppingRules
{
    public static IEnumerable<Block> Write(ReportContext context)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        yield return new Heading(2, words.StoppingHeading, "stopping");
        ImmutableArray<StoppingRuleEndpoint> rules = [.. context.Endpoints<StoppingRuleEndpoint>()];
        ImmutableArray<UnresolvedEndpoint> unresolved = [.. context.Endpoints<UnresolvedEndpoint>().Where(endpoint => endpoint.DeclaresLooks)];
        if (rules.IsEmpty && unresolved.IsEmpty)
        {
            yield return Paragraph.Body(words.NoStoppingRule);
        }

        foreach (Block block in unresolved.SelectMany(endpoint => UnresolvedAnalyses.Write(context, endpoint)).Concat(rules.SelectMany(rule => Rule(context, rule))))
        {
            yield return block;
        }
    }

    private static IEnumerable<Block> Rule(ReportContext context, StoppingRuleEndpoint rule) =>
        !Population.HasResults(context, rule) ? [Population.NoResults(context, rule)]
        : context.Protocol.FindEndpoint(rule.Endpoint) is UnresolvedEndpoint ? UnresolvedAnalyses.Sources(context, rule)
        : Status(context, rule);

    private static IEnumerable<Block> Status(ReportContext context, StoppingRuleEndpoint rule)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        foreach (string set in rule.AnalysisSets)
        {
            string prefix = ResultPrinter.Id(rule.Id, set, ReportContext.TotalGroup, rule.Endpoint);
            Inline Look(string name) => printer.Coded(ResultPrinter.Id(prefix, name, "look"), code => LookLabel(context, rule, code));
            yield return Paragraph.Body([.. Sentence.Fill(words.StoppingText, printer.Fixed(ResultPrinter.Id(prefix, "information", StatisticName.Estimate), 2), Look("reached"), Look("next"))]);
            if (context.IsClosed)
            {
                string crossed = ResultPrinter.Id(rule.Id, set, context.Comparison!, rule.Endpoint, "boundary-crossed", StatisticName.Estimate);
                string verdict = printer.ValueOf(crossed) switch { 1 => words.BoundaryCrossed, 0 => words.BoundaryNotCrossed, _ => words.BoundaryNotJudged };
                yield return Paragraph.Body(verdict) with { KeepWithNext = true };
                yield return Boundaries(context, rule, set);
            }
        }
    }

    private static string LookLabel(ReportContext context, StoppingRuleEndpoint rule, string code) =>
        rule.Looks.FirstOrDefault(look => look.Id == code) is { } look ? context.Label(look.Label) : context.Vocabulary.Sensitivity.NameOf(code);

    private static Table Boundaries(ReportContext context, StoppingRuleEndpoint rule, string set)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<Row> rows = [.. rule.Looks.Select(look =>
        {
            string Id(string name) => ResultPrinter.Id(rule.Id, set, context.Comparison!, rule.Endpoint, look.Id, name, StatisticName.Estimate);
            return Row.Body(
                Cell.Text(context.Label(look.Label)), Cell.Number(printer.Fixed(Id("information"), 2)), Cell.Number(printer.Fixed(Id("boundary"), 2)),
                Cell.Number(printer.PValue(Id("nominal-p"))), Cell.Number(printer.PValue(Id("alpha-spent"))));
        })];
        return new Table($"looks-{rule.Id}-{set}", Line.Of(Sentence.Plain(words.StoppingCaption, CodeLabels.Comparison(context, rule.Endpoint, []))), [2.4, 1.6, 1.6, 1.6, 1.8],
            [Row.Header(Cell.Text(words.Look), Cell.Number(words.Information), Cell.Number(words.Boundary), Cell.Number(words.NominalP), Cell.Number(words.AlphaSpent))], rows)
        {
            Notes = [Line.Of(words.SpendingNote), .. printer.Footnotes()],
        };
    }
}
