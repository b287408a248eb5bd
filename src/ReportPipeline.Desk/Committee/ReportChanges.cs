using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Desk.Committee;

/// <summary>A table or figure that reads differently from the report before.</summary>
/// <param name="Target">Its place in the newer report.</param>
/// <param name="Cells">The cells that differ; empty for a figure.</param>
public sealed record ChangedItem(ReportTarget Target, ImmutableArray<ChangedCell> Cells);

/// <param name="Row">The row's label, after its group's.</param>
/// <param name="Column">The column's heading.</param>
/// <param name="Before">Null when the row is new.</param>
/// <param name="After">Null when the row is gone.</param>
public sealed record ChangedCell(string Row, string Column, string? Before, string? After);

/// <summary>Compares two reports of the same edition and language as a reader would: table by table, cell by cell.</summary>
public static class ReportChanges
{
    public static ImmutableArray<ChangedItem> Between(ReportOutline before, ReportOutline after)
    {
        var earlier = Items(before).ToDictionary(item => item.Key, item => item.Block, StringComparer.Ordinal);
        return
        [
            .. Items(after)
                .Select(item => Compare(earlier.GetValueOrDefault(item.Key), item.Block, after.TargetOf(item.Key)!))
                .OfType<ChangedItem>(),
        ];
    }

    private static IEnumerable<(string Key, Block Block)> Items(ReportOutline outline) => outline.Sections.SelectMany(section => section.Blocks)
        .Select(block => (Key: block is Table table ? table.Key : (block as Figure)?.Key, Block: block))
        .Where(item => item.Key is not null)
        .Select(item => (item.Key!, item.Block));

    private static ChangedItem? Compare(Block? before, Block after, ReportTarget target) => (before, after) switch
    {
        (Table earlier, Table later) when Cells(earlier, later) is { IsEmpty: false } cells => new ChangedItem(target, cells),
        (Figure earlier, Figure later) when !Drawn(earlier).SequenceEqual(Drawn(later)) => new ChangedItem(target, []),
        _ => null,
    };

    private static IEnumerable<string> Drawn(Figure figure) => figure switch
    {
        ChartFigure chart => chart.Series.SelectMany(series => series.Points.Select(point => FormattableString.Invariant($"{series.Name} {point.X} {point.Y}"))),
        RowChartFigure rows => [.. rows.Rows.SelectMany(row => row).Select(cell => cell.Content.PlainText()), .. rows.Series.SelectMany(series => series.Points.Select(point => FormattableString.Invariant($"{series.Name} {point.X} {point.Y}")))],
        ForestFigure forest => forest.Rows.SelectMany(row => row.Cells).Select(cell => cell.Content.PlainText()),
        FlowFigure flow => flow.Boxes.SelectMany(box => box.Lines).Select(line => line.PlainText()),
        _ => [],
    };

    private static ImmutableArray<ChangedCell> Cells(Table before, Table after)
    {
        var columns = Columns(after);
        var (earlier, later) = (Rows(before), Rows(after));
        var changes = ImmutableArray.CreateBuilder<ChangedCell>();
        foreach (var (label, cells) in later)
        {
            var same = earlier.GetValueOrDefault(label);
            for (var index = 1; index < cells.Length; index++)
            {
                var was = same is not null && index < same.Length ? same[index] : null;
                if (was != cells[index])
                    changes.Add(new ChangedCell(label, columns.ElementAtOrDefault(index) ?? "", was, cells[index]));
            }
        }

        changes.AddRange(earlier.Where(row => !later.ContainsKey(row.Key)).Select(row => new ChangedCell(row.Key, "", string.Join(" · ", row.Value.Skip(1)), null)));
        return changes.ToImmutable();
    }

    private static string[] Columns(Table table) =>
        [.. table.Header.LastOrDefault()?.Cells.SelectMany(cell => Enumerable.Repeat(cell.Content.PlainText(), cell.Span)) ?? []];

    /// <summary>Rows by their label; a label that comes again is told apart by its count, so that no row is lost.</summary>
    private static Dictionary<string, string[]> Rows(Table table)
    {
        var rows = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var group = "";
        foreach (var row in table.Rows)
        {
            string[] cells = [.. row.Cells.SelectMany(cell => Enumerable.Repeat(cell.Content.PlainText(), cell.Span))];
            if (row.Kind == RowKind.Group)
            {
                group = cells[0];
                continue;
            }

            var label = group.Length > 0 ? $"{group} · {cells[0]}" : cells[0];
            var unique = label;
            for (var again = 2; !rows.TryAdd(unique, cells); again++)
                unique = FormattableString.Invariant($"{label} ({again})");
        }

        return rows;
    }
}
