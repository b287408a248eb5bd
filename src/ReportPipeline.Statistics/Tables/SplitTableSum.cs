namespace ReportPipeline.Statistics.Tables;

/// <summary>
/// The exact P value of an r×c table. Its rows are split into two halves. For every way to share the column totals between
/// the halves, a node as in the network algorithm (Mehta and Patel, JASA 78, 1983), the tables of one half are listed
/// with cumulated probabilities and those of the other look up how much of the list makes a whole table no more
/// probable than the observed one. That visits the sum instead of the product of the two numbers of tables. Nodes and
/// partial tables all of whose completions count, by the longest-path bound, are added in closed form.
/// </summary>
internal sealed class SplitTableSum
{
    private readonly int[] columns;
    private readonly LogFactorials logFactorials;
    private readonly WorkBudget work;
    private readonly HalfTable upper;
    private readonly HalfTable lower;
    private readonly double scoreLimit;
    private readonly double logObserved;
    private readonly double logShares;
    private readonly int[] upperColumns;
    private readonly int[] lowerColumns;
    private readonly TailOfScores stored = new();
    private double sum;

    private SplitTableSum(ContingencyTable table, TableSplit split, long workLimit)
    {
        (columns, work, logFactorials) = (split.Columns, new WorkBudget(workLimit), new LogFactorials(table.Total));
        var size = (columns.Length, columns.Max());
        upper = new HalfTable(split.Upper, size, logFactorials, work);
        lower = new HalfTable(split.Lower, size, logFactorials, work);
        var tolerance = Math.Log(1 + FisherExactTest.TieTolerance);
        scoreLimit = logFactorials.OfCells(table) - tolerance;
        logObserved = logFactorials.OfMargins(table) - scoreLimit;
        logShares = logFactorials.Choose(table.Total, upper.Total);
        (upperColumns, lowerColumns) = (new int[columns.Length], new int[columns.Length]);
    }

    /// <summary>log P; null when the work limit is not enough.</summary>
    public static double? LogTwoSidedP(ContingencyTable table, long workLimit)
    {
        // The score tables of one half would not fit; such tables are far beyond any exact sum.
        if (table.Total > 1_000_000 || (double)table.RowTotals.Max() * table.ColumnTotals.Max() > 5e7)
            return null;
        var search = new SplitTableSum(table, TableSplit.Cheapest(table), workLimit);
        search.Share(0, search.upper.Total, (int)table.Total, 0);
        return search.work.IsExceeded ? null : Math.Min(0, Math.Log(search.sum));
    }

    /// <param name="column">The next column to share between the halves.</param>
    /// <param name="left">Subjects of the upper half still to be placed.</param>
    /// <param name="rest">Subjects in this and later columns.</param>
    /// <param name="logWays">log Π (column over its upper share) so far.</param>
    private void Share(int column, int left, int rest, double logWays)
    {
        if (!work.Spend(1))
            return;
        var logNodes = logWays + logFactorials.Choose(rest, left) - logShares;
        // Together no more probable than the observed table: then so is each of them.
        if (logNodes <= logObserved)
        {
            sum += Math.Exp(logNodes);
            return;
        }
        if (column == columns.Length)
        {
            sum += Math.Exp(logNodes) * NodeProbability();
            return;
        }
        var total = columns[column];
        for (var share = Math.Max(0, left - (rest - total)); share <= Math.Min(total, left); share++)
        {
            (upperColumns[column], lowerColumns[column]) = (share, total - share);
            Share(column + 1, left - share, rest - total, logWays + logFactorials.Choose(total, share));
        }
    }

    /// <summary>Given the column totals of both halves: the probability of the tables that count.</summary>
    private double NodeProbability()
    {
        upper.Prepare(upperColumns);
        lower.Prepare(lowerColumns);
        if (upper.LeastScore + lower.LeastScore >= scoreLimit)
            return 1;
        stored.Clear();
        var store = new TailSink(stored, work);
        upper.Visit(scoreLimit - lower.LeastScore, ref store);
        if (stored.Count == 0)
            return upper.CertainProbability;
        stored.Build();
        var lookUp = new LookUpSink(stored, scoreLimit);
        lower.Visit(scoreLimit - stored.Least, ref lookUp);
        return upper.CertainProbability + lower.CertainProbability * stored.Total + lookUp.Sum;
    }

    private struct LookUpSink(TailOfScores stored, double limit) : ITableSink
    {
        public double Sum { get; private set; }

        public void Add(double score, double probability) => Sum += probability * stored.AtLeast(limit - score);
    }
}
