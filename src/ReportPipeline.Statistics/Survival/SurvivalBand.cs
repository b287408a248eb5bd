namespace ReportPipeline.Statistics.Survival;

/// <summary>Pointwise confidence limits of a survival probability from Greenwood's variance.</summary>
/// <remarks>Kalbfleisch &amp; Prentice (2002) §1.4; formulas as R's <c>survfit</c> and SAS's PROC LIFETEST.</remarks>
internal static class SurvivalBand
{
    /// <param name="survival">S.</param>
    /// <param name="relativeError">Standard error of log S: √Σ d/(n(n−d)).</param>
    /// <param name="z">Normal quantile of the level.</param>
    /// <param name="transform">The scale of symmetry.</param>
    /// <returns>The limits, or NaN where the scale has none: at S = 0 always, at S = 1 on the log-log scale.</returns>
    public static (double Lower, double Upper) Limits(
        double survival, double relativeError, double z, ConfidenceTransform transform)
    {
        if (survival <= 0) return (double.NaN, double.NaN);
        return transform switch
        {
            ConfidenceTransform.LogLog => LogLog(survival, relativeError, z),
            ConfidenceTransform.Log => Log(survival, relativeError, z),
            ConfidenceTransform.Plain => Plain(survival, relativeError, z),
            _ => Arcsine(survival, relativeError, z),
        };
    }

    private static (double Lower, double Upper) LogLog(double survival, double relativeError, double z)
    {
        if (survival >= 1) return (double.NaN, double.NaN);
        var logarithm = Math.Log(survival);
        var factor = Math.Exp(z * relativeError / -logarithm);
        return (Math.Exp(logarithm * factor), Math.Exp(logarithm / factor));
    }

    private static (double Lower, double Upper) Log(double survival, double relativeError, double z)
    {
        var factor = Math.Exp(z * relativeError);
        return (survival / factor, Math.Min(1, survival * factor));
    }

    private static (double Lower, double Upper) Plain(double survival, double relativeError, double z)
    {
        var halfWidth = z * relativeError * survival;
        return (Math.Max(0, survival - halfWidth), Math.Min(1, survival + halfWidth));
    }

    private static (double Lower, double Upper) Arcsine(double survival, double relativeError, double z)
    {
        if (survival >= 1) return (double.NaN, double.NaN);
        var centre = Math.Asin(Math.Sqrt(survival));
        var halfWidth = 0.5 * z * relativeError * Math.Sqrt(survival / (1 - survival));
        var lower = Math.Sin(Math.Max(0, centre - halfWidth));
        var upper = Math.Sin(Math.Min(Math.PI / 2, centre + halfWidth));
        return (lower * lower, upper * upper);
    }
}
