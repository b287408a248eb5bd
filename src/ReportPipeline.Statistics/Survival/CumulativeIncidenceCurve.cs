using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Survival;

/// <summary>A cumulative incidence.</summary>
public sealed class CumulativeIncidenceCurve
{
    private readonly bool endsInCensoring;

    internal CumulativeIncidenceCurve(
        List<IncidenceStep> steps, bool endsInCensoring, double lastTime, CumulativeIncidenceOptions options)
    {
        Steps = steps;
        this.endsInCensoring = endsInCensoring;
        LastTime = lastTime;
        Options = options;
    }

    public CumulativeIncidenceOptions Options { get; }

    /// <summary>The times at which the cause occurred, ascending.</summary>
    public IReadOnlyList<IncidenceStep> Steps { get; }

    /// <summary>The last time of an event of any cause or of censoring.</summary>
    public double LastTime { get; }

    /// <summary>The incidence by a time with its interval on the log-log scale.</summary>
    /// <returns>Not estimable past the last time when subjects were censored there.</returns>
    public Estimable<IncidenceEstimate> At(double time)
    {
        if (time > LastTime && endsInCensoring)
            return Estimable<IncidenceEstimate>.Not("the time lies past the last censoring");
        var step = new IncidenceStep(time, 0, 0, 0, 0);
        foreach (var candidate in Steps.TakeWhile(candidate => candidate.Time <= time)) step = candidate;
        return new IncidenceEstimate(step.Incidence, Math.Sqrt(step.Variance), Interval(step));
    }

    // log(−log F) as in SAS and Kalbfleisch & Prentice (2002) §8.2: the limits stay inside (0, 1).
    private ConfidenceInterval Interval(IncidenceStep step)
    {
        const string Name = "log-log";
        if (step.Incidence is <= 0 or >= 1 || !(step.Variance > 0))
        {
            var none = Estimable<double>.Not("the incidence or its variance is at its limit");
            return new ConfidenceInterval(Options.Level, none, none, Name);
        }

        var logarithm = Math.Log(step.Incidence);
        var z = NormalDistribution.Quantile(0.5 + (0.5 * Options.Level));
        var factor = Math.Exp(z * Math.Sqrt(step.Variance) / (step.Incidence * -logarithm));
        return new ConfidenceInterval(Options.Level, Math.Exp(logarithm * factor), Math.Exp(logarithm / factor), Name);
    }
}

/// <summary>The cumulative incidence by a time.</summary>
/// <param name="Incidence">Probability of the cause by the time, in [0, 1].</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Interval">Pointwise confidence interval.</param>
public sealed record IncidenceEstimate(double Incidence, double StandardError, ConfidenceInterval Interval);
