namespace ReportPipeline.Statistics.Ranks;

/// <summary>Turns measurements with finitely many decimals into integers without any rounding.</summary>
internal static class DecimalScores
{
    private const int MostDecimals = 9;

    // Sums of as many scores as an exact distribution admits stay inside 64 bits.
    private const double Greatest = 1L << 44;

    /// <summary>The values in units of their last decimal; null when they are not decimals, or too long ones.</summary>
    public static long[]? Of(ReadOnlySpan<double> values)
    {
        var unit = 1.0;
        for (var decimals = 0; decimals <= MostDecimals; decimals++, unit *= 10)
            if (Scale(values, unit) is { } scores)
                return scores;
        return null;
    }

    private static long[]? Scale(ReadOnlySpan<double> values, double unit)
    {
        var scores = new long[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var scaled = Math.Round(values[i] * unit);
            // A decimal is the double nearest to integer / power of ten, which division rounds to exactly.
            if (Math.Abs(scaled) > Greatest || scaled / unit != values[i])
                return null;
            scores[i] = (long)scaled;
        }
        return scores;
    }
}
