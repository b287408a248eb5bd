using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Hazard ratios of death per analysis set, stratum and model, as a forest plot.</summary>
internal static class HazardSection
{
    public static IEnumerable<Block> Write(ReportContext context, CoxEndpoint endpoint)
    {
        if (!context.IsClosed)
        {
            yield break;
        }

        foreach (Block block in EndpointsSection.Opening(context, endpoint))
        {
            yield return block;
        }

        yield return Population.HasResults(context, endpoint) ? Forest(context, endpoint) : Population.NoResults(context, endpoint);
    }

    private static ForestFigure Forest(ReportContext context, CoxEndpoint endpoint)
    {
        AnalysisWords words = context.Vocabulary.Analyses;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<ForestRow> rows = [.. endpoint.AnalysisSets.SelectMany(set => Rows(context, printer, endpoint, set))];
        ImmutableArray<Inline> alternative = [words.HazardAlternative, .. Models(context, endpoint)
            .Where(model => printer.Exists(ResultPrinter.Id(model.Prefix, StatisticName.Estimate)))
            .SelectMany(model => (Inline[])[.. Sentence.Fill(words.HazardAlternativeRow, model.Label, printer.Ratio(ResultPrinter.Id(model.Prefix, StatisticName.Estimate), 2))])];
        return new ForestFigure($"forest-{endpoint.Id}",
            Line.Of(Sentence.Plain(words.HazardCaption, context.Arms[0].Label, context.Arms[1].Label)), alternative, [4.0, 1.3, 2.4, 1.0, 3.9],
            [Cell.Text(words.Model), Cell.Number(words.DeathsOfSubjects), Cell.Number(words.HazardRatio), Cell.Number(context.Vocabulary.Tables.PValue)], rows)
        {
            AxisTitle = words.HazardAxis,
            Notes = [Line.Of(words.HazardNote), Line.Of(Sentence.Plain(words.AdjustedFor, Covariates(context, endpoint))), .. MethodNotes(context, endpoint), .. printer.Footnotes()],
        };
    }

    private static IEnumerable<ForestRow> Rows(ReportContext context, ResultPrinter printer, CoxEndpoint endpoint, string set)
    {
        yield return new ForestRow([Cell.Text(new Words(context.SetLabel(set), Emphasis.Strong)), Cell.Empty, Cell.Empty, Cell.Empty], null);
        foreach (Model model in Models(context, endpoint).Where(model => model.Set == set))
        {
            string Id(string statistic) => ResultPrinter.Id(model.Prefix, statistic);
            ForestValue? Value(string statistic) => printer.ValueOf(Id(statistic)) is { } value and > 0 ? new ForestValue(value, Id(statistic)) : null;
            ForestValue? estimate = Value(StatisticName.Estimate);
            yield return new ForestRow(
                [
                    Cell.Indented(model.Label),
                    Cell.Number(printer.Count(Id(StatisticName.Events)), "/", printer.Count(Id(StatisticName.Denominator))),
                    Cell.Number(printer.EstimateInterval(model.Prefix, 2)),
                    Cell.Number(printer.PValue(Id(StatisticName.PValue))),
                ],
                estimate is null ? null : new ForestInterval(estimate, Value(StatisticName.LowerLimit), Value(StatisticName.UpperLimit)));
        }
    }

    /// <summary>Every model of the endpoint in the order of the table.</summary>
    private static IEnumerable<Model> Models(ReportContext context, CoxEndpoint endpoint)
    {
        AnalysisWords words = context.Vocabulary.Analyses;
        foreach (string set in endpoint.AnalysisSets)
        {
            foreach (CodedValue stratum in context.Protocol.FindParameter(endpoint.Stratum)?.Values ?? [])
            {
                foreach ((string code, string name) in new[] { ("unadjusted", words.Unadjusted), ("adjusted", words.Adjusted) })
                {
                    string prefix = ResultPrinter.Id(endpoint.Id, set, context.Comparison!, stratum.Value, code);
                    yield return new Model(set, prefix, string.Join(context.Vocabulary.Tables.TermSeparator, context.Label(stratum.Label), name));
                }
            }
        }
    }

    private static string Covariates(ReportContext context, CoxEndpoint endpoint) =>
        string.Join(context.Vocabulary.Tables.Enumeration, endpoint.Variables.Select(variable => BaselineTable.VariableLabel(context, variable)));

    /// <summary>Which stratum was estimated and tested how: ordinary partial likelihood, or Firth's where the arms are separated.</summary>
    private static IEnumerable<ImmutableArray<Inline>> MethodNotes(ReportContext context, CoxEndpoint endpoint) => Models(context, endpoint)
        .Select(model => (model.Prefix, Row: context.Results.Find(ResultPrinter.Id(model.Prefix, StatisticName.LowerLimit))))
        .Where(pair => pair.Row?.Method is not null)
        .Select(pair => (Stratum: context.ValueLabel(endpoint.Stratum, pair.Row!.Variable), pair.Row.Method, pair.Row.Convention,
            Test: context.Results.Find(ResultPrinter.Id(pair.Prefix, StatisticName.PValue))?.Convention))
        .Distinct()
        .Select(item => Line.Of(Sentence.Plain(context.Vocabulary.Analyses.HazardMethodNote, item.Stratum,
            string.Join(context.Vocabulary.Tables.ListSeparator, [.. new[] { item.Method, item.Convention }.OfType<string>().Select(context.Vocabulary.Term), .. TestName(context, item.Test)]))));

    private static string[] TestName(ReportContext context, string? test) =>
        test is null ? [] : [Sentence.Plain(context.Vocabulary.Tables.Labelled, context.Vocabulary.Tables.PValue, context.Term(test))];

    private sealed record Model(string Set, string Prefix, string Label);
}
