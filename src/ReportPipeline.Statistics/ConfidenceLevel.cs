namespace ReportPipeline.Statistics;

/// <summary>Guards the coverage that a caller asks for.</summary>
internal static class ConfidenceLevel
{
    /// <exception cref="ArgumentOutOfRangeException">The level is not strictly between 0 and 1.</exception>
    public static void Check(double level)
    {
        if (!(level > 0 && level < 1))
            throw new ArgumentOutOfRangeException(nameof(level), "A confidence level lies strictly between 0 and 1.");
    }
}
