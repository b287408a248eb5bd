using System.Collections.Immutable;

namespace ReportPipeline.Trial.Content;

/// <summary>A captioned table whose header rows repeat on every page and whose rows never split.</summary>
/// <param name="Key">Target of cross-references; unique in the document.</param>
/// <param name="Columns">Relative widths; they are scaled to the text width.</param>
/// <param name="Rows">Enumerated once while writing, so a listing of any length need not be held in memory.</param>
public sealed record Table(
    string Key,
    ImmutableArray<Inline> Caption,
    ImmutableArray<double> Columns,
    ImmutableArray<Row> Header,
    IEnumerable<Row> Rows) : Block
{
    /// <summary>Population, cut-off, test and convention, printed under the table.</summary>
    public ImmutableArray<ImmutableArray<Inline>> Notes { get; init; } = [];

    /// <summary>Small tables stay on one page together with caption and notes; a listing flows over pages.</summary>
    public bool KeepTogether { get; init; } = true;
}

/// <summary>Name and value pairs without a caption: the title page and the provenance.</summary>
public sealed record Facts(ImmutableArray<Fact> Items) : Block;

public sealed record Fact(string Name, ImmutableArray<Inline> Value, FactKind Kind = FactKind.Text);

public enum FactKind
{
    Text,

    /// <summary>A hash or identifier, set in a fixed-pitch font so that it can be compared by eye.</summary>
    Code,
}

public sealed record Row(ImmutableArray<Cell> Cells, RowKind Kind = RowKind.Body)
{
    public static Row Header(params ReadOnlySpan<Cell> cells) => new([.. cells], RowKind.Header);

    public static Row Body(params ReadOnlySpan<Cell> cells) => new([.. cells]);

    /// <summary>A line that names the group of rows below it.</summary>
    public static Row Group(string label, int columns) =>
        new([new Cell(CellKind.Text, Line.Of(new Words(label, Emphasis.Strong))) { Span = columns }], RowKind.Group);
}

public enum RowKind
{
    Body,
    Header,
    Group,
}

/// <param name="Content">May be empty: the writer still gives the cell its paragraph.</param>
public sealed record Cell(CellKind Kind, ImmutableArray<Inline> Content)
{
    /// <summary>Number of grid columns the cell covers, at least 1.</summary>
    public int Span { get; init; } = 1;

    public static readonly Cell Empty = new(CellKind.Number, []);

    public static Cell Text(params ReadOnlySpan<Inline> content) => new(CellKind.Text, [.. content]);

    public static Cell Indented(params ReadOnlySpan<Inline> content) => new(CellKind.Indented, [.. content]);

    public static Cell Number(params ReadOnlySpan<Inline> content) => new(CellKind.Number, [.. content]);

    public static Cell Number(ImmutableArray<Inline> content) => new(CellKind.Number, content);
}

/// <summary>What a cell holds, which decides its paragraph style and alignment.</summary>
public enum CellKind
{
    Text,
    Indented,
    Number,
}
