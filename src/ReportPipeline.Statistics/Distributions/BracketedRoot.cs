namespace ReportPipeline.Statistics.Distributions;

/// <summary>
/// Finds the root of a continuous function inside a bracket, to the last bits of the argument, without a derivative:
/// regula falsi with the Illinois modification, every third step a bisection so that the worst case stays logarithmic.
/// Source: M. Dowell and P. Jarratt, "A modified regula falsi method" (1971).
/// </summary>
internal static class BracketedRoot
{
    private const int MostSteps = 300;

    /// <param name="function">Has opposite signs (or a zero) at the two ends.</param>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    public static double Find(Func<double, double> function, double low, double high)
    {
        var (atLow, atHigh) = (function(low), function(high));
        if (atLow == 0)
            return low;
        if (atHigh == 0)
            return high;
        if (double.Sign(atLow) == double.Sign(atHigh))
            throw new ArgumentException("The function has the same sign at both ends of the bracket.", nameof(function));
        var keptEnd = 0;
        for (var step = 0; step < MostSteps && high - low > Resolution(low, high); step++)
        {
            var trial = step % 3 == 2 ? low + (high - low) / 2 : high - atHigh * (high - low) / (atHigh - atLow);
            if (!(trial > low && trial < high))
                trial = low + (high - low) / 2;
            var value = function(trial);
            if (value == 0)
                return trial;
            if (double.Sign(value) == double.Sign(atLow))
            {
                (low, atLow) = (trial, value);
                // Illinois: an end kept twice in a row counts half, which pulls the next step towards it.
                atHigh = keptEnd > 0 ? atHigh / 2 : atHigh;
                keptEnd = 1;
            }
            else
            {
                (high, atHigh) = (trial, value);
                atLow = keptEnd < 0 ? atLow / 2 : atLow;
                keptEnd = -1;
            }
        }
        return low + (high - low) / 2;
    }

    /// <summary>Doubles the distance from the start until the sign of an increasing function changes, then solves.</summary>
    public static double FindOfIncreasing(Func<double, double> function, double start)
    {
        var (low, high) = (start, start);
        for (var distance = 1.0; function(low) > 0; distance *= 2)
            low -= distance;
        for (var distance = 1.0; function(high) < 0; distance *= 2)
            high += distance;
        return low == high ? start : Find(function, low, high);
    }

    private static double Resolution(double low, double high) =>
        4 * double.Epsilon + 4.4e-16 * Math.Max(Math.Abs(low), Math.Abs(high));
}
