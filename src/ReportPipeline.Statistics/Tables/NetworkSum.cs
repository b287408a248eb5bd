namespace ReportPipeline.Statistics.Tables;

/// <summary>
/// The exact P value of a table with at least five rows and columns by the network algorithm. A node is the multiset of
/// column totals that are left after some rows; paths into a node with the same score are one. A path whose every
/// completion counts is added in closed form, one whose no completion counts is dropped, and the last two rows are not
/// walked through: a list per node tells how much probability lies beyond a score.
/// Source: C. R. Mehta and N. R. Patel, JASA 78 (1983); merging of paths: D. Joe, Commun. Statist. B 17 (1988).
/// </summary>
internal sealed class NetworkSum
{
    /// <summary>Filing a path takes as long as this many looks at a partial table (measured).</summary>
    private const int CostOfPath = 10;

    private readonly int[] rows;
    private readonly LogFactorials logFactorials;
    private readonly WorkBudget work;
    private readonly NetworkBounds bounds;
    private readonly double scoreLimit;
    private readonly double logMargins;
    private double sum;

    private NetworkSum(ContingencyTable table, long workLimit)
    {
        // The smallest rows have the fewest fillings; the two largest are left to the list.
        rows = [.. table.RowTotals.Order().Select(row => (int)row)];
        (logFactorials, work) = (new LogFactorials(table.Total), new WorkBudget(workLimit));
        bounds = new NetworkBounds(rows, logFactorials);
        scoreLimit = logFactorials.OfCells(table) - Math.Log(1 + FisherExactTest.TieTolerance);
        logMargins = logFactorials.OfMargins(table);
    }

    /// <summary>log P; null when the work limit is not enough.</summary>
    public static double? LogTwoSidedP(ContingencyTable table, long workLimit)
    {
        if (table.Total > ushort.MaxValue)
            return null;
        // Fewer columns make fewer nodes and fewer fillings of a row.
        if (table.Columns > table.Rows)
            table = table.Transpose();
        var network = new NetworkSum(table, workLimit);
        int[] columns = [.. table.ColumnTotals.Select(column => (int)column).Order()];
        var nodes = new NetworkStage();
        nodes.Add(columns, 0, 1);
        for (var row = 0; row < network.rows.Length - 2 && !network.work.IsExceeded; row++)
            nodes = network.Fill(row, nodes);
        network.LookUp(nodes, columns.Max());
        return network.work.IsExceeded ? null : Math.Min(0, Math.Log(network.sum));
    }

    /// <summary>Fills one row in every possible way and moves every path to the node that is left.</summary>
    private NetworkStage Fill(int row, NetworkStage nodes)
    {
        var next = new NetworkStage();
        foreach (var (columns, paths) in nodes.Nodes)
            foreach (var (child, arcs) in RowFillings.Of(rows[row], columns, logFactorials, work).Nodes)
            {
                var (least, most) = bounds.Of(row + 1, child);
                var logCompletions = bounds.LogCompletions(row + 1, child);
                foreach (var arc in arcs)
                    foreach (var path in paths)
                    {
                        if (!work.Spend(1))
                            return next;
                        var (score, ways) = (path.Score + arc.Score, path.Ways * arc.Ways);
                        if (score + least >= scoreLimit)
                            sum += ways * Math.Exp(logMargins - score + logCompletions);
                        else if (score + most >= scoreLimit && work.Spend(CostOfPath))
                            next.Add(child, score, ways);
                    }
            }
        return next;
    }

    private void LookUp(NetworkStage nodes, int greatestColumn)
    {
        var lastTwo = (TwoRowTables?)null;
        var tail = new TailOfScores();
        foreach (var (columns, paths) in nodes.Nodes)
        {
            if (work.IsExceeded)
                return;
            lastTwo ??= new TwoRowTables(rows[^2], rows[^1], (columns.Length, greatestColumn), logFactorials, work);
            lastTwo.Prepare(columns);
            lastTwo.CertainProbability = 0;
            tail.Clear();
            var store = new TailSink(tail, work);
            // Beyond this score a completion counts after every path; it need not be listed.
            lastTwo.Visit(0, 1, scoreLimit - paths.Min(path => path.Score), ref store);
            tail.Build();
            var logCompletions = bounds.LogCompletions(rows.Length - 2, columns);
            foreach (var path in paths)
                sum += path.Ways * Math.Exp(logMargins - path.Score + logCompletions)
                    * (lastTwo.CertainProbability + tail.AtLeast(scoreLimit - path.Score));
        }
    }
}
