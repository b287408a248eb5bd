using System.CommandLine;
using System.Globalization;
using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics.Tables;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary>A table with the labels of its rows and columns.</summary>
internal sealed record LabelledTable(ContingencyTable Counts, string[] Rows, string[] Columns)
{
    public void Write(ResultWriter result)
    {
        result.Texts("columns", Columns);
        result.List("rows", Enumerable.Range(0, Counts.Rows), row =>
        {
            result.Text("row", Rows[row]);
            result.Counts("counts", Enumerable.Range(0, Counts.Columns).Select(column => Counts[row, column]));
        });
    }
}

/// <summary>Where a method of tables takes its counts from: two columns of a file, or <c>--table "a,b;c,d"</c>.</summary>
internal sealed class TableSource(MethodCommand method, ColumnKind columnKind, (string Row, string Column) names)
{
    private readonly ColumnOption row = method.Column(
        names.Row, ColumnKind.Category, "Column of the table's rows (for example arms).", required: false);

    private readonly ColumnOption column = method.Column(
        names.Column, columnKind, "Column of the table's columns (for example outcomes).", required: false);

    private readonly Option<string?> table = method.Add(new Option<string?>("--table")
    {
        Description = "The counts themselves instead of a file: rows separated by ';', counts by ',', for example \"2,24;6,12\".",
    });

    public LabelledTable Read(MethodCall call)
    {
        if (call.Get(table) is { } counts)
        {
            if (call.Has(row) || call.Has(column) || call.HasData)
                throw new StatsInputException($"Give either --table or --data with {names.Row} and {names.Column}.");
            return Parse(counts);
        }

        if (!call.Has(row) || !call.Has(column))
            throw new StatsInputException($"Give --data with {names.Row} and {names.Column}, or --table.");
        var read = call.Read(row, column);
        return columnKind == ColumnKind.Event ? OfEvents(read[0]!, read[1]!) : OfLabels(read[0]!, read[1]!);
    }

    private static LabelledTable OfLabels(CsvColumn rows, CsvColumn columns)
    {
        var counts = new long[rows.Labels.Length, columns.Labels.Length];
        for (var i = 0; i < rows.Rows; i++) counts[rows.Codes[i], columns.Codes[i]]++;
        return new LabelledTable(ContingencyTable.Of(counts), rows.Labels, columns.Labels);
    }

    // Events come first, as in ContingencyTable.FromEvents.
    private static LabelledTable OfEvents(CsvColumn rows, CsvColumn events)
    {
        var counts = new long[rows.Labels.Length, 2];
        for (var i = 0; i < rows.Rows; i++) counts[rows.Codes[i], events.Numbers[i] == 1 ? 0 : 1]++;
        return new LabelledTable(ContingencyTable.Of(counts), rows.Labels, ["event", "no event"]);
    }

    private LabelledTable Parse(string text)
    {
        long[][] rows = [.. text.Split(';').Select((line, at) => line.Split(',').Select((cell, column) => Count(cell, at, column)).ToArray())];
        var width = rows[0].Length;
        if (Array.FindIndex(rows, cells => cells.Length != width) is >= 0 and var ragged)
            throw new StatsInputException(string.Create(
                CultureInfo.InvariantCulture, $"--table, row {ragged + 1}: {rows[ragged].Length} counts, but row 1 has {width}."));
        var counts = new long[rows.Length, width];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < width; j++) counts[i, j] = rows[i][j];
        }

        return new LabelledTable(ContingencyTable.Of(counts), Numbered(rows.Length), columnKind == ColumnKind.Event ? ["event", "no event"] : Numbered(width));
    }

    private static long Count(string cell, int row, int column)
    {
        if (long.TryParse(cell, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var count)
            && count <= int.MaxValue)
            return count;
        throw new StatsInputException(string.Create(
            CultureInfo.InvariantCulture,
            $"--table, row {row + 1}, column {column + 1}: a count is a whole number from 0 to {int.MaxValue}."));
    }

    private static string[] Numbered(int count) =>
        [.. Enumerable.Range(1, count).Select(number => number.ToString(CultureInfo.InvariantCulture))];
}
