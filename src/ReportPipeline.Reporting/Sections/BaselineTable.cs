using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Baseline characteristics: moments for quantities, counts for codes, missing as its own row, P and standardised difference.</summary>
internal sealed class BaselineTable
{
    private const string SexVariable = "SEX"; // administrative sex of the Patient resource: not a parameter of the protocol

    private readonly ReportContext context;
    private readonly BaselineEndpoint endpoint;
    private readonly ResultPrinter printer;
    private readonly TableWords words;
    private readonly string set;

    private BaselineTable(ReportContext context, BaselineEndpoint endpoint)
    {
        this.context = context;
        this.endpoint = endpoint;
        printer = context.NewPrinter();
        words = context.Vocabulary.Tables;
        set = endpoint.AnalysisSets[0];
    }

    public static Table Of(ReportContext context, BaselineEndpoint endpoint) => new BaselineTable(context, endpoint).Build();

    private Table Build()
    {
        ImmutableArray<Row> rows = [.. endpoint.Variables.SelectMany(Rows)];
        ImmutableArray<double> columns = context.IsClosed ? [3.6, 2.1, 2.1, 2.1, 1.1, 1.4] : [5, 3];
        ImmutableArray<Cell> comparison = context.IsClosed ? [Cell.Number(words.PValue), Cell.Number(words.Difference)] : [];
        return new Table($"baseline-{endpoint.Id}", Line.Of(words.BaselineCaption), columns,
            [Row.Header([Cell.Text(words.Characteristic), .. Population.Headings(context, printer, set, context.ArmsAndTotal), .. comparison])], rows)
        {
            Notes = [Population.Note(context, set), Line.Of(words.CountNote), .. ComparisonNotes(), .. printer.Footnotes()],
        };
    }

    private IEnumerable<ImmutableArray<Inline>> ComparisonNotes()
    {
        if (context.Comparison is not { } comparison)
        {
            return [Line.Of(words.BaselineNote)]; // no test, no difference: the open report compares nothing
        }

        IEnumerable<string> tests = endpoint.Variables
            .Select(variable => (variable, context.Results.Find(Id(comparison, variable, StatisticName.PValue))?.Method))
            .Where(pair => pair.Method is not null)
            .GroupBy(pair => pair.Method!, pair => VariableLabel(pair.variable))
            .Select(group => Sentence.Plain(words.WithAbbreviation, context.Vocabulary.Term(group.Key), string.Join(words.Enumeration, group)));
        return [Line.Of(Sentence.Plain(context.Vocabulary.Outcomes.TestNote, string.Join(words.ListSeparator, tests))), Line.Of(words.BaselineNote), Line.Of(words.DifferenceNote)];
    }

    private IEnumerable<Row> Rows(string variable)
    {
        Parameter? parameter = context.Protocol.FindParameter(variable);
        return parameter is { Kind: not ParameterKind.Coded } ? QuantityRows(variable, parameter.Decimals) : CodedRows(variable, parameter);
    }

    private IEnumerable<Row> QuantityRows(string variable, int decimals)
    {
        yield return Heading(variable);
        yield return ValueRow(words.MeanSd, group =>
            printer.MeanDeviation(Id(group, variable), decimals),
            Difference(variable, "standardised-difference"));
        yield return ValueRow(words.MedianQuartiles, group =>
            printer.MedianQuartiles(Id(group, variable), decimals));
        yield return ValueRow(words.Range, group =>
            printer.Range(Id(group, variable), decimals));
        yield return MissingRow(variable);
    }

    private IEnumerable<Row> CodedRows(string variable, Parameter? parameter)
    {
        yield return Heading(variable);
        IEnumerable<(string Code, string Label)> values = variable == SexVariable
            ? [("MALE", words.Male), ("FEMALE", words.Female)]
            : (parameter?.Values ?? []).Select(value => (value.Value, context.Label(value.Label)));
        foreach ((string code, string label) in values)
        {
            yield return ValueRow(label, group => printer.CountPercent(ResultPrinter.Id(endpoint.Id, set, group, variable, code)),
                Difference(variable, code, "standardised-difference"));
        }

        yield return MissingRow(variable);
    }

    private Row MissingRow(string variable) => ValueRow(words.MissingValues, group => [printer.Count(Id(group, variable, StatisticName.Missing))]);

    /// <summary>The variable's own line, with the P value of its comparison.</summary>
    private Row Heading(string variable)
    {
        ImmutableArray<Cell> comparison = context.Comparison is { } groups
            ? [Cell.Number(printer.PValue(Id(groups, variable, StatisticName.PValue))), Cell.Empty]
            : [];
        return new Row([Cell.Text(new Words(VariableLabel(variable), Emphasis.Strong)), .. context.ArmsAndTotal.Select(_ => Cell.Empty), .. comparison], RowKind.Group);
    }

    private Row ValueRow(string label, Func<string, ImmutableArray<Inline>> cell, Cell? difference = null)
    {
        ImmutableArray<Cell> comparison = context.IsClosed ? [Cell.Empty, difference ?? Cell.Empty] : [];
        return new Row([Cell.Indented(label), .. context.ArmsAndTotal.Select(group => Cell.Number(cell(group.Code))), .. comparison]);
    }

    private Cell? Difference(params ReadOnlySpan<string> parts) => context.Comparison is { } groups
        ? Cell.Number(printer.Fixed(ResultPrinter.Id([endpoint.Id, set, groups, .. parts, StatisticName.Estimate]), 2))
        : null;

    private string Id(string group, params ReadOnlySpan<string> parts) => ResultPrinter.Id([endpoint.Id, set, group, .. parts]);

    private string VariableLabel(string variable) => VariableLabel(context, variable);

    /// <summary>Label of a baseline variable or covariate.</summary>
    public static string VariableLabel(ReportContext context, string variable)
    {
        if (variable == SexVariable)
        {
            return context.Vocabulary.Tables.Sex;
        }

        return context.ParameterLabel(variable);
    }
}
