using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>Writes tables: fixed grid, repeated header rows, rows that never split, notes in the last row.</summary>
internal sealed class TableWriter(Markup xml, LineWriter lines)
{
    /// <summary>A listing of this many rows or fewer is kept on one page: a dozen lines are soon moved.</summary>
    private const int ShortTable = 12;

    private readonly NotesWriter notes = new(xml, lines);

    /// <param name="page">The page whose width the table fills.</param>
    /// <param name="caption">Writes the caption paragraph, kept with the table.</param>
    public void Write(Table table, PageGeometry page, Action caption)
    {
        caption();
        ImmutableArray<int> grid = ColumnFit.Of(table, Scale(table.Columns, page.TextWidth));
        Start("ReportTable", grid, firstRow: true);
        foreach (Row row in table.Header)
        {
            WriteRow(row with { Kind = RowKind.Header }, grid, keepWithNext: true);
        }

        WriteBody(table, grid, page);
        if (!table.Notes.IsEmpty)
        {
            notes.Row(table.Notes, grid);
        }

        xml.End();
        lines.Paragraph("TableEnd", []);
    }

    /// <summary>The row of a forest plot: exact height, so that the chart beside it keeps step.</summary>
    public void StartExactRow(int height)
    {
        xml.Start("w:tr").Start("w:trPr").Empty("w:cantSplit");
        xml.Start("w:trHeight").Attribute("w:val", height).Attribute("w:hRule", "exact").End().End();
    }

    /// <param name="first">True for the cell that holds the content; the cells below only continue it.</param>
    public void WriteMergedCell(int width, bool first, Action content)
    {
        xml.Start("w:tc").Start("w:tcPr").Start("w:tcW").Attribute("w:w", width).Attribute("w:type", "dxa").End();
        xml.Start("w:vMerge");
        if (first)
        {
            xml.Attribute("w:val", "restart");
        }

        xml.End().Start("w:tcMar");
        foreach (string side in (ReadOnlySpan<string>)["w:top", "w:left", "w:bottom", "w:right"])
        {
            xml.Start(side).Attribute("w:w", 0).Attribute("w:type", "dxa").End();
        }

        xml.End().Value("w:vAlign", "top").End();
        content();
        xml.End();
    }

    public void Write(Facts facts, int textWidth)
    {
        ImmutableArray<int> grid = Scale([3, 7], textWidth);
        Start("FactTable", grid, firstRow: false);
        foreach (Fact fact in facts.Items)
        {
            bool keepWithNext = !ReferenceEquals(fact, facts.Items[^1]);
            StartRow(header: false);
            WriteCell(grid[0], 1, () => lines.Paragraph("FactName", Line.Of(fact.Name), keepWithNext));
            WriteCell(grid[1], 1, () => FactValue(fact, keepWithNext));
            xml.End();
        }

        xml.End();
        lines.Paragraph("TableEnd", []);
    }

    /// <summary>Opens a table of fixed layout; the caller closes it.</summary>
    public void Start(string style, ImmutableArray<int> grid, bool firstRow)
    {
        xml.Start("w:tbl").Start("w:tblPr").Value("w:tblStyle", style);
        xml.Start("w:tblW").Attribute("w:w", grid.Sum()).Attribute("w:type", "dxa").End();
        xml.Start("w:tblLayout").Attribute("w:type", "fixed").End();
        xml.Start("w:tblLook").Attribute("w:val", firstRow ? "0020" : "0000").Attribute("w:firstRow", firstRow ? 1 : 0)
            .Attribute("w:lastRow", 0).Attribute("w:firstColumn", 0).Attribute("w:lastColumn", 0)
            .Attribute("w:noHBand", 1).Attribute("w:noVBand", 1).End();
        xml.End().Start("w:tblGrid");
        foreach (int width in grid)
        {
            xml.Start("w:gridCol").Attribute("w:w", width).End();
        }

        xml.End();
    }

    /// <summary>Opens a row that does not split; the caller closes it.</summary>
    public void StartRow(bool header)
    {
        xml.Start("w:tr").Start("w:trPr").Empty("w:cantSplit");
        if (header)
        {
            xml.Empty("w:tblHeader");
        }

        xml.End();
    }

    /// <param name="content">Writes at least one paragraph: Word refuses a cell without one.</param>
    public void WriteCell(int width, int span, Action content)
    {
        xml.Start("w:tc").Start("w:tcPr").Start("w:tcW").Attribute("w:w", width).Attribute("w:type", "dxa").End();
        if (span > 1)
        {
            xml.Value("w:gridSpan", span);
        }

        xml.Value("w:vAlign", "center").End();
        content();
        xml.End();
    }

    /// <summary>Whole twips in the given proportions that sum to the width exactly.</summary>
    public static ImmutableArray<int> Scale(ImmutableArray<double> weights, int width)
    {
        double total = weights.Sum();
        double running = 0;
        int used = 0;
        ImmutableArray<int>.Builder grid = ImmutableArray.CreateBuilder<int>(weights.Length);
        foreach (double weight in weights)
        {
            running += weight;
            int edge = (int)Math.Round(width * running / total, MidpointRounding.AwayFromZero);
            grid.Add(edge - used);
            used = edge;
        }

        return grid.MoveToImmutable();
    }

    private void WriteBody(Table table, ImmutableArray<int> grid, PageGeometry page)
    {
        // A table that may flow is of any length, and no more of it is held than a short table has: that one is kept together as well.
        using IEnumerator<Row> rows = table.Rows.GetEnumerator();
        Queue<Row> held = [];
        int most = table.KeepTogether ? int.MaxValue : ShortTable + 1;
        Hold(rows, held, most);
        bool keepTogether = held.Count < most && PageFit.Fits(table, held, grid, page);
        for (bool first = true; held.TryDequeue(out Row? row); first = false)
        {
            Hold(rows, held, most);

            // Neither the first row of a table nor its last stands alone on a page; the last clings to the notes, and without notes to nothing.
            bool clings = held.Count == 0 ? !table.Notes.IsEmpty : keepTogether || first || held.Count == 1 || row.Kind == RowKind.Group;
            WriteRow(row, grid, clings);
        }
    }

    private static void Hold(IEnumerator<Row> rows, Queue<Row> held, int most)
    {
        while (held.Count < most && rows.MoveNext())
        {
            held.Enqueue(rows.Current);
        }
    }

    private void WriteRow(Row row, ImmutableArray<int> grid, bool keepWithNext)
    {
        StartRow(row.Kind == RowKind.Header);
        int column = 0;
        foreach (Cell cell in row.Cells)
        {
            int width = grid.AsSpan(column, cell.Span).ToArray().Sum();
            WriteCell(width, cell.Span, () => lines.Paragraph(StyleOf(cell, row.Kind), cell.Content, keepWithNext));
            column += cell.Span;
        }

        xml.End();
    }

    internal static string StyleOf(Cell cell, RowKind row) => (row, cell.Kind) switch
    {
        (RowKind.Header, CellKind.Number) => "TableHeaderNumber",
        (RowKind.Header, _) => "TableHeader",
        (_, CellKind.Number) => "TableNumber",
        (_, CellKind.Indented) => "TableIndented",
        _ => "TableText",
    };

    private void FactValue(Fact fact, bool keepWithNext)
    {
        lines.Open("TableText", keepWithNext);
        lines.Inlines(fact.Value, fact.Kind == FactKind.Code ? "Code" : null);
        xml.End();
    }
}
