using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Forest plot of the primary risk difference: as the protocol asks, under rules for missing outcomes, per site, weighted.</summary>
internal static class SensitivityForest
{
    private static readonly ImmutableArray<string> Rules = ["missing-as-failure", "missing-as-success", "worst-case", "best-case"];

    public static IEnumerable<Block> Write(ReportContext context)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        if (context.Protocol.Primary is not ProportionEndpoint primary || !Population.HasResults(context, primary))
        {
            yield break;
        }

        yield return new Heading(2, words.ForestHeading, "sensitivity-forest");
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<Choice> choices = [.. Choices(context, primary).Where(choice => printer.Exists(ResultPrinter.Id(choice.Prefix, StatisticName.Estimate)))];
        if (choices.IsEmpty)
        {
            yield return Population.NoResults(context, primary);
            yield break;
        }

        ImmutableArray<ForestRow> rows = [.. choices.Select(choice => ForestRow(printer, choice))];
        ImmutableArray<Inline> alternative = [words.ForestAlternative, .. choices.SelectMany(choice =>
            Sentence.Fill(words.ForestAlternativeRow, choice.Label, printer.Ratio(ResultPrinter.Id(choice.Prefix, StatisticName.Estimate), 2)))];
        yield return new ForestFigure("sensitivity-forest-plot",
            Line.Of(Sentence.Plain(words.ForestCaption, context.Arms[0].Label, context.Arms[1].Label, context.Label(primary.Title))), alternative, [4.2, 2.4, 1.0, 4.0],
            [Cell.Text(words.Analysis), Cell.Number(words.Difference), Cell.Number(context.Vocabulary.Tables.PValue)], rows)
        {
            AxisTitle = words.ForestAxis,
            Scale = ForestScale.Difference,
            Notes = [Line.Of(words.ForestNote), Line.Of(words.FlipNote), .. printer.Footnotes()],
        };
    }

    private static ForestRow ForestRow(ResultPrinter printer, Choice choice)
    {
        ForestValue? Value(string statistic) => printer.ValueOf(ResultPrinter.Id(choice.Prefix, statistic)) is { } value ? new ForestValue(value, ResultPrinter.Id(choice.Prefix, statistic)) : null;
        ForestValue? estimate = Value(StatisticName.Estimate);
        return new ForestRow(
            [Cell.Text(choice.Label), Cell.Number(printer.EstimateInterval(choice.Prefix, 2)), SensitivitySection.PCell(printer, choice.PPrefix)],
            estimate is null ? null : new ForestInterval(estimate, Value(StatisticName.LowerLimit), Value(StatisticName.UpperLimit)));
    }

    private static IEnumerable<Choice> Choices(ReportContext context, ProportionEndpoint primary)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        string comparison = context.Comparison!;
        foreach (string set in primary.AnalysisSets)
        {
            string own = ResultPrinter.Id(primary.Id, set, comparison, "outcome");
            yield return new Choice(Sentence.Plain(words.AsAnalysed, context.AnalysisSet(set).Abbreviation), ResultPrinter.Id(own, "risk-difference"), own);
        }

        string first = primary.AnalysisSets[0];
        foreach (MissingOutcomesEndpoint missing in context.Endpoints<MissingOutcomesEndpoint>().Take(1))
        {
            foreach (string rule in Rules)
            {
                string prefix = ResultPrinter.Id(missing.Id, first, comparison, primary.Id, rule);
                yield return new Choice(words.NameOf(rule), ResultPrinter.Id(prefix, "risk-difference"), prefix);
            }
        }

        foreach (SiteStratifiedEndpoint sites in context.Endpoints<SiteStratifiedEndpoint>().Take(1))
        {
            foreach (Site site in context.Protocol.Sites)
            {
                string prefix = ResultPrinter.Id(sites.Id, first, comparison, primary.Id, site.Id);
                yield return new Choice(Sentence.Plain(words.SiteOnly, context.Label(site.Name)), ResultPrinter.Id(prefix, "risk-difference"), prefix);
            }
        }

        foreach (WeightedProportionEndpoint weighting in context.Endpoints<WeightedProportionEndpoint>().Where(endpoint => endpoint.Endpoint == primary.Id))
        {
            string prefix = ResultPrinter.Id(weighting.Id, first, comparison, primary.Id, "risk-difference");
            yield return new Choice(words.Weighted, prefix, prefix);
        }
    }

    /// <param name="Prefix">Of estimate and limits.</param>
    /// <param name="PPrefix">Of the P value.</param>
    private sealed record Choice(string Label, string Prefix, string PPrefix);
}
