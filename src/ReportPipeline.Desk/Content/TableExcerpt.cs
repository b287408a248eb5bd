using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Desk.Content;

/// <summary>What a reader asks of the long tables of a page.</summary>
/// <param name="Filter">Rows whose words hold it; empty for all.</param>
/// <param name="Page">From 1.</param>
public sealed record TableQuestion(string Filter, int Page)
{
    public static TableQuestion Nothing { get; } = new("", 1);
}

/// <summary>The rows of a table that a page shows: those that match, and of them as many as a page can bear.</summary>
/// <param name="Rows">Rows to show; a group's own row stands before the first of its rows that matches.</param>
/// <param name="Total">Rows that match, groups not counted.</param>
/// <param name="All">Rows of the table, groups not counted.</param>
/// <param name="Page">The page shown.</param>
public sealed record TableExcerpt(ImmutableArray<Row> Rows, int Total, int All, int Page)
{
    /// <summary>More rows than this are shown page by page.</summary>
    public const int RowsOfPage = 250;

    /// <summary>From this many rows on a filter helps.</summary>
    public const int RowsForFilter = 12;

    public int Pages => Math.Max(1, (Total + RowsOfPage - 1) / RowsOfPage);

    public bool HasFilter => All >= RowsForFilter;

    public static TableExcerpt Of(Table table, TableQuestion asked)
    {
        var rows = ImmutableArray.CreateBuilder<Row>();
        var (first, all, total) = ((asked.Page - 1) * RowsOfPage, 0, 0);
        var (group, groupShown) = ((Row?)null, false);
        foreach (var row in table.Rows)
        {
            if (row.Kind == RowKind.Group)
            {
                (group, groupShown) = (row, false);
                continue;
            }

            all++;
            if (!Matches(row, group, asked.Filter))
                continue;
            if (total >= first && total < first + RowsOfPage)
            {
                if (group is not null && !groupShown)
                    rows.Add(group);
                groupShown = true;
                rows.Add(row);
            }

            total++;
        }

        return new TableExcerpt(rows.ToImmutable(), total, all, asked.Page);
    }

    private static bool Matches(Row row, Row? group, string filter) =>
        filter.Length == 0 || Holds(row, filter) || (group is not null && Holds(group, filter));

    private static bool Holds(Row row, string filter) =>
        row.Cells.Where(cell => cell.Kind != CellKind.Number).Any(cell => cell.Content.PlainText().Contains(filter, StringComparison.OrdinalIgnoreCase));
}
