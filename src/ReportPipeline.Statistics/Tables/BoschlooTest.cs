using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Tables;

/// <summary>
/// Boschloo's unconditional exact test of two independent proportions: the statistic is Fisher's two-sided P value, the
/// P value the largest probability, over the common proportion, of a table whose Fisher P value is no larger. It is
/// never above Fisher's. Rows are the groups with fixed sizes, the first column holds the events.
/// Source: R. D. Boschloo, Statistica Neerlandica 24 (1970).
/// </summary>
public static class BoschlooTest
{
    private const string Name = "Boschloo's unconditional exact test, two-sided (Fisher's two-sided P as statistic)";

    /// <summary>Beyond this many tables of the two group sizes the test is not offered.</summary>
    private const long MostTables = 4_000_000;

    // The maxima of a polynomial of degree n lie no closer than a few multiples of 1/n.
    private const int GridPointsPerSubject = 16;

    private const int MostGridPoints = 2000;

    // The largest binomial coefficient of 1000 is below 1e300.
    private const int MostSubjectsOfPolynomial = 1000;

    /// <summary>Not estimable when a group is empty or the groups are too large to list their tables.</summary>
    /// <exception cref="ArgumentException">The table is not 2×2.</exception>
    public static TestResult Test(ContingencyTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.IsTwoByTwo)
            throw new ArgumentException("Boschloo's test takes a 2×2 table.", nameof(table));
        var (first, second) = (table.RowTotals[0], table.RowTotals[1]);
        if (first == 0 || second == 0)
            return NotEstimable("a group has no subjects");
        if ((first + 1.0) * (second + 1.0) > MostTables)
            return NotEstimable("the groups are too large for an unconditional exact test");
        var logObserved = LogFisher(first, second, table.ColumnTotals[0], table[0, 0]);
        var shares = RejectedShares(first, second, logObserved + Math.Log(1 + FisherExactTest.TieTolerance));
        return new(Name, PValue.FromLog(logObserved), NotApplicable.DegreesOfExactTest, PValue.Of(Largest(shares)));
    }

    /// <summary>For each total of events, the conditional probability of the tables that Fisher's test finds as extreme.</summary>
    private static double[] RejectedShares(long first, long second, double limit)
    {
        var shares = new double[first + second + 1];
        for (var events = 0L; events < shares.Length; events++)
            shares[events] = RejectedShare(Masses(new HypergeometricDistribution(events, first + second - events, first)), limit);
        return shares;
    }

    /// <summary>The largest sum of the least probable tables whose Fisher P value, the sum itself, is within the limit.</summary>
    private static double RejectedShare(double[] masses, double limit)
    {
        Array.Sort(masses);
        var (share, sum, tied) = (0.0, 0.0, 0);
        for (var i = 0; i < masses.Length; i++)
        {
            // Fisher's P value of table i counts every table no more probable, ties included.
            while (tied < masses.Length && masses[tied] <= masses[i] * (1 + FisherExactTest.TieTolerance))
                sum += masses[tied++];
            if (Math.Log(sum) > limit)
                return share;
            share = sum;
        }
        return share;
    }

    /// <summary>The probability of every table of these margins, from the most probable one outwards.</summary>
    private static double[] Masses(HypergeometricDistribution distribution)
    {
        var masses = new double[distribution.Maximum - distribution.Minimum + 1];
        var mode = distribution.Mode - distribution.Minimum;
        masses[mode] = Math.Exp(distribution.LogMass(distribution.Mode));
        for (var i = mode + 1; i < masses.Length; i++)
            masses[i] = masses[i - 1] * distribution.RatioAbove(distribution.Minimum + i - 1);
        for (var i = mode; i > 0; i--)
            masses[i - 1] = masses[i] / distribution.RatioAbove(distribution.Minimum + i - 1);
        return masses;
    }

    private static double LogFisher(long first, long second, long events, long x) => events == 0 || events == first + second
        ? 0
        : FisherExactTest.LogTwoSidedP(new HypergeometricDistribution(events, first + second - events, first), x);

    private static double Largest(double[] shares)
    {
        var subjects = shares.Length - 1;
        var factorials = new LogFactorials(subjects);
        var terms = Enumerable.Range(0, shares.Length)
            .Where(events => shares[events] > 0)
            .Select(events => (Events: events, Log: Math.Log(shares[events]) + factorials.Choose(subjects, events)))
            .ToArray();
        var coefficients = subjects <= MostSubjectsOfPolynomial ? new double[subjects + 1] : [];
        foreach (var (events, log) in terms.Where(_ => coefficients.Length > 0))
            coefficients[events] = Math.Exp(log);
        double At(double p)
        {
            if (p is 0 or 1)
                return p == 0 ? shares[0] : shares[subjects];
            if (coefficients.Length > 0)
                return Polynomial(coefficients, p);
            var (yes, no, sum) = (Math.Log(p), ElementaryFunctions.LogOnePlus(-p), 0.0);
            foreach (var (events, log) in terms)
                sum += Math.Exp(log + events * yes + (subjects - events) * no);
            return sum;
        }
        // The probability is a polynomial in p with few maxima; a grid brackets each and golden sections refine the best.
        var points = Math.Min(GridPointsPerSubject * subjects, MostGridPoints);
        var values = Enumerable.Range(0, points + 1).Select(i => At((double)i / points)).ToArray();
        return Enumerable.Range(1, points - 1)
            .Where(i => values[i] >= values[i - 1] && values[i] >= values[i + 1])
            .OrderByDescending(i => values[i])
            .Take(5)
            .Select(i => GoldenSection(At, (i - 1.0) / points, (i + 1.0) / points))
            .Append(values.Max())
            .Max();
    }

    /// <summary>Σ c(k) p^k (1 − p)^(n − k) by Horner's scheme in the smaller of the two odds, so that no power overflows.</summary>
    private static double Polynomial(double[] coefficients, double p)
    {
        var (sum, degree) = (0.0, coefficients.Length - 1);
        if (p <= 0.5)
        {
            for (var k = degree; k >= 0; k--)
                sum = sum * (p / (1 - p)) + coefficients[k];
            return sum * Math.Pow(1 - p, degree);
        }
        for (var k = 0; k <= degree; k++)
            sum = sum * ((1 - p) / p) + coefficients[k];
        return sum * Math.Pow(p, degree);
    }

    private static double GoldenSection(Func<double, double> function, double low, double high)
    {
        const double ratio = 0.6180339887498949;
        var (left, right) = (high - ratio * (high - low), low + ratio * (high - low));
        var (atLeft, atRight) = (function(left), function(right));
        for (var step = 0; step < 50; step++)
            if (atLeft >= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - ratio * (high - low);
                atLeft = function(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + ratio * (high - low);
                atRight = function(right);
            }
        return Math.Max(atLeft, atRight);
    }

    private static TestResult NotEstimable(string reason)
    {
        var none = Estimable<double>.Not(reason);
        return new(Name, none, none, none);
    }
}
