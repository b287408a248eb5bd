namespace ReportPipeline.Statistics.Survival;

/// <summary>
/// Recognises separation: a direction δ such that at every event those with the event have the greatest xᵀδ of the risk
/// set. Along it the likelihood rises for ever and the estimate is infinite.
/// </summary>
/// <remarks>M. C. Bryson and M. E. Johnson, Technometrics 23 (1981) 381–383.</remarks>
internal sealed class MonotoneLikelihood(CoxDesign design, TieHandling ties)
{
    // A Newton step under separation approaches the direction geometrically; what is left of the finite part is smaller
    // than this by the time it is asked about.
    private const double Tolerance = 1e-4;

    /// <summary>A covariate that alone separates, with the sign of its infinite coefficient.</summary>
    public (int Covariate, int Sign)? Alone()
    {
        var direction = new double[design.Covariates];
        for (var j = 0; j < design.Covariates; j++)
        {
            foreach (var sign in (ReadOnlySpan<int>)[1, -1])
            {
                direction[j] = sign;
                if (Rises(direction, 0)) return (j, sign);
            }

            direction[j] = 0;
        }

        return null;
    }

    public bool RisesAlong(double[] direction) => Rises(direction, Tolerance);

    private bool Rises(double[] direction, double tolerance)
    {
        var slack = tolerance == 0 ? 0 : tolerance * Spread(direction);
        var varies = false;
        for (var stratum = 0; stratum < design.StratumStarts.Length - 1; stratum++)
        {
            var (start, end) = (design.StratumStarts[stratum], design.StratumStarts[stratum + 1]);
            if (!RisesIn(start, end, direction, slack, ref varies)) return false;
        }

        return varies;
    }

    private bool RisesIn(int start, int end, double[] direction, double slack, ref bool varies)
    {
        var others = (Lowest: double.PositiveInfinity, Highest: double.NegativeInfinity);
        for (var row = end - 1; row >= start;)
        {
            var now = design.Time[row];
            var dead = (Lowest: double.PositiveInfinity, Highest: double.NegativeInfinity);
            for (; row >= start && design.Time[row] == now; row--)
            {
                var height = Height(row, direction);
                if (design.Event[row]) dead = Widen(dead, height, height);
                else others = Widen(others, height, height);
            }

            // In the discrete likelihood the events compete as one set; otherwise each competes with the others too.
            if (ties != TieHandling.Exact) others = Widen(others, dead.Lowest, dead.Highest);
            if (dead.Lowest < others.Highest - slack) return false;
            if (dead.Highest > others.Lowest + (2 * slack)) varies = true;
            others = Widen(others, dead.Lowest, dead.Highest);
        }

        return true;
    }

    private static (double Lowest, double Highest) Widen(
        (double Lowest, double Highest) range, double lowest, double highest) =>
        (Math.Min(range.Lowest, lowest), Math.Max(range.Highest, highest));

    private double Height(int row, double[] direction)
    {
        var x = design.XOf(row);
        var sum = 0.0;
        for (var j = 0; j < x.Length; j++) sum += x[j] * direction[j];
        return sum;
    }

    private double Spread(double[] direction)
    {
        var (lowest, highest) = (0.0, 0.0);
        for (var row = 0; row < design.Count; row++)
        {
            var height = Height(row, direction);
            lowest = Math.Min(lowest, height);
            highest = Math.Max(highest, height);
        }

        return highest - lowest;
    }
}
