using System.Runtime.CompilerServices;
using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Tables;

/// <summary>Takes the tables that <see cref="TwoRowTables"/> finds.</summary>
internal interface ITableSink
{
    /// <param name="score">Σ log n! over the cells.</param>
    /// <param name="probability">Given the margins of the part of the table.</param>
    void Add(double score, double probability);
}

/// <summary>
/// Walks through all tables of two rows with fixed row totals and varying column totals. A score is Σ log n! over the
/// cells, a probability is conditional on the margins. Tables whose score is certain to reach a limit are not visited one
/// by one: the probability of all completions of a partial table has a closed form.
/// </summary>
internal sealed class TwoRowTables
{
    private readonly int first;
    private readonly double share;
    private readonly double scale;
    private readonly LogFactorials logFactorials;
    private readonly WorkBudget work;
    private readonly double[]?[] columnScores;
    private readonly double[]?[] columnMasses;
    private readonly double[][] scores;
    private readonly double[][] masses;
    private readonly double[][] least;
    private readonly int[] rest;

    public TwoRowTables(int first, int second, (int Count, int Greatest) columns, LogFactorials logFactorials, WorkBudget work)
    {
        (this.first, this.logFactorials, this.work) = (first, logFactorials, work);
        share = (double)first / (first + second);
        scale = Math.Exp(-LogBinomial(first, first + second));
        (columnScores, columnMasses) = (new double[columns.Greatest + 1][], new double[columns.Greatest + 1][]);
        (scores, masses, rest) = (new double[columns.Count][], new double[columns.Count][], new int[columns.Count + 1]);
        least = [.. Enumerable.Range(0, columns.Count + 1).Select(_ => new double[first + 1])];
    }

    /// <summary>The probability, so far, of the tables that were not visited because their score reaches the limit.</summary>
    public double CertainProbability { get; set; }

    /// <summary>The smallest score of all tables with the prepared column totals.</summary>
    public double LeastScore => least[0][first];

    /// <summary>Sets the column totals, whose sum is that of the two rows.</summary>
    public void Prepare(ReadOnlySpan<int> columns)
    {
        rest[columns.Length] = 0;
        least[columns.Length][0] = 0;
        for (var j = columns.Length - 1; j >= 0; j--)
        {
            scores[j] = columnScores[columns[j]] ??= ScoresOf(columns[j]);
            masses[j] = columnMasses[columns[j]] ??= MassesOf(columns[j]);
            rest[j] = rest[j + 1] + columns[j];
            FindLeast(j);
        }
    }

    /// <summary>
    /// Hands every table to the sink, with the score and probability of the rows above added; those certain to reach the
    /// limit go to the certain probability instead.
    /// </summary>
    public void Visit<TSink>(double score, double probability, double limit, ref TSink sink)
        where TSink : struct, ITableSink => Visit(0, first, score, probability * scale, limit, ref sink);

    private void Visit<TSink>(int j, int left, double score, double mass, double limit, ref TSink sink)
        where TSink : struct, ITableSink
    {
        if (!work.Spend(1))
            return;
        if (score + least[j][left] >= limit)
        {
            CertainProbability += mass * Math.Exp(LogBinomial(left, rest[j]));
            return;
        }
        var (columnScore, columnMass) = (scores[j], masses[j]);
        var from = Math.Max(0, left - rest[j + 1]);
        var to = Math.Min(columnScore.Length - 1, left);
        if (j == scores.Length - 1)
            sink.Add(score + columnScore[left], mass * columnMass[left]);
        else if (j == scores.Length - 2)
            VisitLastTwo((from, to, left), score, mass, limit, ref sink);
        else
            for (var a = from; a <= to; a++)
                Visit(j + 1, left - a, score + columnScore[a], mass * columnMass[a], limit, ref sink);
    }

    // The innermost loop: hundreds of millions of steps a table, so it is compiled in full at once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void VisitLastTwo<TSink>(
        (int From, int To, int Left) cells, double score, double mass, double limit, ref TSink sink)
        where TSink : struct, ITableSink
    {
        var (from, to, left) = cells;
        if (!work.Spend(to - from + 1))
            return;
        var j = scores.Length - 2;
        var length = to - from + 1;
        var score1 = scores[j].AsSpan(from, length);
        var mass1 = masses[j].AsSpan(from, length);
        var score2 = scores[j + 1].AsSpan(left - to, length);
        var mass2 = masses[j + 1].AsSpan(left - to, length);
        var certain = 0.0;
        for (var i = 0; i < score1.Length; i++)
        {
            var mirrored = length - 1 - i;
            var whole = score + score1[i] + score2[mirrored];
            var probability = mass * mass1[i] * mass2[mirrored];
            if (whole >= limit)
                certain += probability;
            else
                sink.Add(whole, probability);
        }
        CertainProbability += certain;
    }

    /// <summary>
    /// least[j][t]: the smallest score of columns j and later when t of the first row is left for them. Both parts are
    /// convex in their share of t, so the smaller next increment is always the right one to take.
    /// </summary>
    private void FindLeast(int j)
    {
        var (own, after, score) = (least[j], least[j + 1], scores[j]);
        var (a, b) = (0, 0);
        var lastOfAfter = Math.Min(first, rest[j + 1]);
        own[0] = score[0] + after[0];
        for (var t = 1; t <= Math.Min(first, rest[j]); t++)
        {
            var here = a + 1 < score.Length ? score[a + 1] - score[a] : double.PositiveInfinity;
            var later = b < lastOfAfter ? after[b + 1] - after[b] : double.PositiveInfinity;
            if (here <= later)
                a++;
            else
                b++;
            own[t] = score[a] + after[b];
        }
    }

    private double[] ScoresOf(int column) =>
        [.. Enumerable.Range(0, Math.Min(column, first) + 1).Select(a => logFactorials[a] + logFactorials[column - a])];

    // A product of binomial masses, divided by that of the totals, is the hypergeometric mass and stays in range.
    private double[] MassesOf(int column) =>
        [.. Enumerable.Range(0, Math.Min(column, first) + 1).Select(a => Math.Exp(LogBinomial(a, column)))];

    private double LogBinomial(int a, int of) => BinomialDistribution.LogMass(a, of, share, 1 - share);
}
