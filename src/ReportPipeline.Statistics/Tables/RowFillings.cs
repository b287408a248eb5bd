namespace ReportPipeline.Statistics.Tables;

/// <summary>All ways to take one row out of column totals.</summary>
internal static class RowFillings
{
    /// <summary>The nodes that are left, with the scores of the cells that lead there.</summary>
    public static NetworkStage Of(int row, int[] columns, LogFactorials logFactorials, WorkBudget work)
    {
        var stage = new NetworkStage();
        var left = new int[columns.Length];
        var sorted = new int[columns.Length];
        Fill(0, row, columns.Sum(), 0);
        return stage;

        void Fill(int column, int rest, int available, double score)
        {
            // Sorting and filing a whole row takes far longer than a step towards it (measured).
            if (!work.Spend(column == columns.Length ? 20 : 2))
                return;
            if (column == columns.Length)
            {
                left.CopyTo(sorted, 0);
                Array.Sort(sorted);
                stage.Add(sorted, score, 1);
                return;
            }
            var later = available - columns[column];
            for (var cell = Math.Max(0, rest - later); cell <= Math.Min(rest, columns[column]); cell++)
            {
                left[column] = columns[column] - cell;
                Fill(column + 1, rest - cell, later, score + logFactorials[cell]);
            }
        }
    }
}
