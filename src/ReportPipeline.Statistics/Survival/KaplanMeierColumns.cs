using System.Collections;

namespace ReportPipeline.Statistics.Survival;

/// <summary>One row of a life table: a distinct time of event or censoring.</summary>
/// <param name="Time">The time.</param>
/// <param name="AtRisk">Subjects at risk just before it.</param>
/// <param name="Events">Events at it.</param>
/// <param name="Censored">Subjects censored at it, after its events.</param>
/// <param name="Survival">S(t), in [0, 1].</param>
/// <param name="StandardError">Greenwood's standard error of S(t); not estimable once S is 0.</param>
/// <param name="Lower">Lower confidence limit of S(t).</param>
/// <param name="Upper">Upper confidence limit of S(t).</param>
public readonly record struct KaplanMeierStep(
    double Time,
    int AtRisk,
    int Events,
    int Censored,
    double Survival,
    Estimable<double> StandardError,
    Estimable<double> Lower,
    Estimable<double> Upper);

/// <summary>The life table column by column; rows are made on reading, so that a million of them cost no objects.</summary>
internal sealed class KaplanMeierColumns(int length) : IReadOnlyList<KaplanMeierStep>
{
    private const string NoEvent = "no event has occurred yet, so this interval has no width";
    private const string NobodyLeft = "the survival estimate is 0, where Greenwood's variance is undefined";

    public double[] Time { get; } = new double[length];

    public int[] AtRisk { get; } = new int[length];

    public int[] Events { get; } = new int[length];

    public double[] Survival { get; } = new double[length];

    /// <summary>Standard error of log S.</summary>
    public double[] RelativeError { get; } = new double[length];

    public double[] Lower { get; } = new double[length];

    public double[] Upper { get; } = new double[length];

    private int RemainingAfterLast { get; set; }

    public int Count => Time.Length;

    public KaplanMeierStep this[int step] => new(
        Time[step],
        AtRisk[step],
        Events[step],
        AtRisk[step] - Events[step] - (step + 1 < Count ? AtRisk[step + 1] : RemainingAfterLast),
        Survival[step],
        Survival[step] > 0 ? Survival[step] * RelativeError[step] : Estimable<double>.Not(NobodyLeft),
        Limit(Lower[step], Survival[step]),
        Limit(Upper[step], Survival[step]));

    public void Set(
        int step,
        double time,
        (int AtRisk, int Events, int Remaining) counts,
        (double Survival, double RelativeError, (double Lower, double Upper) Limits) estimate)
    {
        (Time[step], AtRisk[step], Events[step]) = (time, counts.AtRisk, counts.Events);
        (Survival[step], RelativeError[step]) = (estimate.Survival, estimate.RelativeError);
        (Lower[step], Upper[step]) = estimate.Limits;
        RemainingAfterLast = counts.Remaining;
    }

    public IEnumerator<KaplanMeierStep> GetEnumerator()
    {
        for (var step = 0; step < Count; step++) yield return this[step];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static Estimable<double> Limit(double limit, double survival) => !double.IsNaN(limit)
        ? limit
        : Estimable<double>.Not(survival > 0 ? NoEvent : NobodyLeft);
}
