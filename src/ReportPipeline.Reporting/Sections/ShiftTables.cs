using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Shift tables: per parameter and direction, baseline category in the rows, the worst category after baseline in the columns.</summary>
internal static class ShiftTables
{
    public static IEnumerable<Table> Of(ReportContext context, LaboratoryShiftEndpoint endpoint) =>
        from variable in endpoint.Variables
        let range = context.Protocol.FindParameter(variable)!.ReferenceRange!
        from direction in LaboratoryShifts.Directions(range)
        select Shifts(context, endpoint, (variable, range), direction);

    private static Table Shifts(ReportContext context, LaboratoryShiftEndpoint endpoint, (string Code, ReferenceRange Range) parameter, string direction)
    {
        ShiftWords words = context.Vocabulary.Shifts;
        ResultPrinter printer = context.NewPrinter();
        string set = endpoint.AnalysisSets[0];
        ImmutableArray<string> categories = LaboratoryShifts.Categories(parameter.Range);
        bool isLowest = direction == LaboratoryShifts.Lowest;
        return new Table($"shifts-{endpoint.Id}-{parameter.Code}-{direction}",
            Line.Of(Sentence.Plain(isLowest ? words.LowestCaption : words.HighestCaption, context.ParameterLabel(parameter.Code))),
            [3, .. categories.Select(_ => 1.4), 1.4],
            [Row.Header([Cell.Text(words.Baseline), .. categories.Select(category => Cell.Number(Label(context, category))), Cell.Number(words.All)])],
            [.. context.Arms.SelectMany(group => Rows(group))])
        {
            Notes = [Population.Note(context, set), Limits(context, parameter.Code, parameter.Range), Line.Of(isLowest ? words.LowestNote : words.HighestNote), .. printer.Footnotes()],
        };

        IEnumerable<Row> Rows(ReportGroup group)
        {
            Inline Count(params ReadOnlySpan<string> level) => printer.Count(ResultPrinter.Id([endpoint.Id, set, group.Code, parameter.Code, .. level, StatisticName.Count]));
            ImmutableArray<Inline> heading = Sentence.Fill(context.Vocabulary.Tables.GroupHeader, new Words(group.Label, Emphasis.Strong), printer.Count(Population.Id(set, group.Code)));
            yield return new Row([new Cell(CellKind.Text, heading) { Span = categories.Length + 2 }], RowKind.Group);
            foreach (string before in categories)
            {
                yield return new Row([Cell.Indented(Label(context, before)), .. categories.Select(after => Cell.Number(Count(direction, before, after))), Cell.Number(Count(LaboratoryShifts.Baseline, before))]);
            }
        }
    }

    private static string Label(ReportContext context, string category) => category switch
    {
        LaboratoryShifts.Missing => context.Vocabulary.Tables.MissingValues,
        LaboratoryShifts.Low => context.Vocabulary.Shifts.Low,
        LaboratoryShifts.High => context.Vocabulary.Shifts.High,
        _ => context.Vocabulary.Shifts.Normal,
    };

    private static ImmutableArray<Inline> Limits(ReportContext context, string code, ReferenceRange range)
    {
        ShiftWords words = context.Vocabulary.Shifts;
        string unit = context.UnitLabel(context.Protocol.FindParameter(code)!.Unit!), source = context.Label(range.Source);
        string Limit(decimal? limit) => $"{limit!.Value.ToString(CultureInfo.InvariantCulture)} {unit}";
        return Line.Of(range switch
        {
            { High: null } => Sentence.Plain(words.LowerLimitNote, Limit(range.Low), source),
            { Low: null } => Sentence.Plain(words.UpperLimitNote, Limit(range.High), source),
            _ => Sentence.Plain(words.RangeNote, range.Low!.Value.ToString(CultureInfo.InvariantCulture), Limit(range.High), source),
        });
    }
}
