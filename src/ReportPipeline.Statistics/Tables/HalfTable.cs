namespace ReportPipeline.Statistics.Tables;

/// <summary>
/// Some rows of a table, whose totals are fixed, while the column totals of this part vary. Rows before the last two are
/// filled one by one; the last two are walked through together.
/// </summary>
internal sealed class HalfTable
{
    private readonly int[] rows;
    private readonly int[] columns;
    private readonly LogFactorials logFactorials;
    private readonly WorkBudget work;
    private readonly TwoRowTables? lastTwo;
    private readonly double ofRows;
    private double ofColumns;

    public HalfTable(int[] rows, (int Count, int Greatest) columns, LogFactorials logFactorials, WorkBudget work)
    {
        (this.rows, this.logFactorials, this.work) = (rows, logFactorials, work);
        this.columns = new int[columns.Count];
        Total = rows.Sum();
        ofRows = rows.Sum(row => logFactorials[row]) - logFactorials[Total];
        if (rows.Length > 1)
            lastTwo = new TwoRowTables(rows[^2], rows[^1], columns, logFactorials, work);
    }

    /// <summary>The number of subjects in this half.</summary>
    public int Total { get; }

    /// <summary>A lower bound of the scores of all tables of this half; the smallest score itself for two rows.</summary>
    // With more rows: no table is more probable than certain.
    public double LeastScore => rows.Length switch
    {
        1 => ofColumns,
        2 => lastTwo!.LeastScore,
        _ => ofRows + ofColumns,
    };

    /// <summary>After a visit: the probability of the tables that are certain to reach its limit.</summary>
    public double CertainProbability => lastTwo?.CertainProbability ?? 0;

    public void Prepare(ReadOnlySpan<int> columnTotals)
    {
        columnTotals.CopyTo(columns);
        ofColumns = 0;
        foreach (var column in columns)
            ofColumns += logFactorials[column];
        if (rows.Length == 2)
            lastTwo!.Prepare(columns);
    }

    /// <summary>Hands every table to the sink, but those certain to reach the limit to the certain probability.</summary>
    public void Visit<TSink>(double limit, ref TSink sink)
        where TSink : struct, ITableSink
    {
        if (lastTwo is null)
        {
            sink.Add(ofColumns, 1);
            return;
        }
        lastTwo.CertainProbability = 0;
        FillRow(0, 0, rows[0], 0, ofRows + ofColumns, limit, ref sink);
    }

    /// <param name="row">The row being filled.</param>
    /// <param name="column">The next column of it.</param>
    /// <param name="left">Subjects of the row still to be placed.</param>
    /// <param name="score">Of the cells filled.</param>
    /// <param name="logMargins">log(Π row! Π column! / total!) of the whole half.</param>
    /// <param name="limit">The score that makes a table certain.</param>
    /// <param name="sink">Takes the tables.</param>
    private void FillRow<TSink>(
        int row, int column, int left, double score, double logMargins, double limit, ref TSink sink)
        where TSink : struct, ITableSink
    {
        if (row == rows.Length - 2)
        {
            FillLastTwo(score, logMargins, limit, ref sink);
            return;
        }
        if (column == columns.Length)
        {
            FillRow(row + 1, 0, rows[row + 1], score, logMargins, limit, ref sink);
            return;
        }
        var available = columns[column];
        var later = 0;
        for (var j = column + 1; j < columns.Length; j++)
            later += columns[j];
        for (var cell = Math.Max(0, left - later); cell <= Math.Min(available, left); cell++)
        {
            if (!work.Spend(1))
                break;
            columns[column] = available - cell;
            FillRow(row, column + 1, left - cell, score + logFactorials[cell], logMargins, limit, ref sink);
        }
        columns[column] = available;
    }

    private void FillLastTwo<TSink>(double score, double logMargins, double limit, ref TSink sink)
        where TSink : struct, ITableSink
    {
        if (rows.Length == 2)
        {
            lastTwo!.Visit(score, 1, limit, ref sink);
            return;
        }
        var logCompletions = LogCompletions();
        var probability = Math.Exp(logMargins - score + logCompletions);
        // No completion is more probable than all of them together.
        if (score - logCompletions >= limit)
        {
            lastTwo!.CertainProbability += probability;
            return;
        }
        lastTwo!.Prepare(columns);
        lastTwo!.Visit(score, probability, limit, ref sink);
    }

    /// <summary>log of (total! / Π row! / Π column!) of the last two rows: Σ 1 / Π cell! over all their tables.</summary>
    private double LogCompletions()
    {
        var (first, second) = (rows[^2], rows[^1]);
        var sum = logFactorials[first + second] - logFactorials[first] - logFactorials[second];
        foreach (var column in columns)
            sum -= logFactorials[column];
        return sum;
    }
}
