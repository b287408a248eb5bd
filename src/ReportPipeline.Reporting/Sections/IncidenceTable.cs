using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Subjects with adverse events by category and term: descending total, then alphabet; a subject counts once per line.</summary>
internal sealed class IncidenceTable
{
    private const string UncodedCategory = "UNCODED";

    private readonly ReportContext context;
    private readonly AdverseEventIncidenceEndpoint endpoint;
    private readonly ResultPrinter printer;
    private readonly SafetyWords words;
    private readonly string set;

    private IncidenceTable(ReportContext context, AdverseEventIncidenceEndpoint endpoint)
    {
        this.context = context;
        this.endpoint = endpoint;
        printer = context.NewPrinter();
        words = context.Vocabulary.Safety;
        set = endpoint.AnalysisSets[0];
    }

    public static Table Of(ReportContext context, AdverseEventIncidenceEndpoint endpoint) => new IncidenceTable(context, endpoint).Build();

    private Table Build()
    {
        ImmutableArray<Row> rows = [TermRow(new Item(["any"], words.AnyEvent), CellKind.Text), .. Categories().SelectMany(CategoryRows)];
        return new Table($"incidence-{endpoint.Id}", Line.Of(words.IncidenceCaption),
            [3.4, .. context.ArmsAndTotal.SelectMany(_ => (double[])[1.5, 1.15]), .. context.IsClosed ? (double[])[0.95] : []], Header(), rows)
        {
            KeepTogether = false,
            Notes = [Population.Note(context, set), Line.Of(words.IncidenceNote), .. TestNote(), .. printer.Footnotes()],
        };
    }

    private ImmutableArray<Row> Header()
    {
        ImmutableArray<Cell> groups = Population.Headings(context, printer, set, context.ArmsAndTotal);
        ImmutableArray<Cell> closing = context.IsClosed ? [Cell.Number(context.Vocabulary.Tables.PValue)] : [];
        return
        [
            new Row([Cell.Text(""), .. groups.Select(cell => cell with { Span = 2 }), .. context.IsClosed ? [Cell.Empty] : (Cell[])[]], RowKind.Header),
            new Row([Cell.Text(words.Term), .. groups.SelectMany(_ => (Cell[])[Cell.Number(words.SubjectsPercent), Cell.Number(words.EventsShort)]), .. closing], RowKind.Header),
        ];
    }

    private IEnumerable<Category> Categories() => Ordered(context.Protocol.AdverseEvents.Categories
        .Select(category => new Category(new Item([category.Code], context.Label(category.Label)),
            [.. category.Terms.Select(term => new Item([category.Code, term.Code], context.Label(term.Label)))]))
        .Append(new Category(new Item([UncodedCategory], words.Uncoded), [])), category => category.Self);

    private IEnumerable<Row> CategoryRows(Category category)
    {
        yield return TermRow(category.Self, CellKind.Text);
        foreach (Item term in Ordered(category.Terms, term => term))
        {
            yield return TermRow(term, CellKind.Indented);
        }
    }

    /// <summary>Lines that occur, by descending total; ties in the order of their codes, so that both languages agree.</summary>
    private IEnumerable<T> Ordered<T>(IEnumerable<T> items, Func<T, Item> line) => items
        .Where(item => Total(line(item)) > 0)
        .OrderByDescending(item => Total(line(item)))
        .ThenBy(item => line(item).Codes[^1], StringComparer.Ordinal);

    private double Total(Item item) => printer.ValueOf(Id(ReportContext.TotalGroup, item, StatisticName.Count)) ?? 0;

    private Row TermRow(Item item, CellKind kind)
    {
        Emphasis emphasis = kind == CellKind.Text ? Emphasis.Strong : Emphasis.None;
        IEnumerable<Cell> counts = context.ArmsAndTotal.SelectMany(group => (Cell[])
        [
            Cell.Number(printer.CountPercent(ResultPrinter.Id([endpoint.Id, set, group.Code, .. item.Codes]))),
            Cell.Number(printer.Count(Id(group.Code, item, "events"))),
        ]);
        ImmutableArray<Cell> p = context.Comparison is { } comparison ? [Cell.Number(printer.PValue(Id(comparison, item, StatisticName.PValue)))] : [];
        return new Row([new Cell(kind, Line.Of(new Words(item.Label, emphasis))), .. counts, .. p], kind == CellKind.Text ? RowKind.Group : RowKind.Body);
    }

    private IEnumerable<ImmutableArray<Inline>> TestNote()
    {
        if (context.Comparison is { } comparison && context.Results.Find(ResultPrinter.Id(endpoint.Id, set, comparison, "any", StatisticName.PValue))?.Method is { } test)
        {
            yield return Line.Of(Sentence.Plain(context.Vocabulary.Outcomes.TestNote, context.Vocabulary.Term(test)));
        }
    }

    private string Id(string group, Item item, string statistic) => ResultPrinter.Id([endpoint.Id, set, group, .. item.Codes, statistic]);

    /// <param name="Codes">The parts of the result id between group and statistic.</param>
    private sealed record Item(ImmutableArray<string> Codes, string Label);

    private sealed record Category(Item Self, ImmutableArray<Item> Terms);
}
