namespace ReportPipeline.Statistics.Survival;

/// <summary>Times that end in one of several causes, or in censoring, sorted once.</summary>
/// <remarks>Ties and missing times as in <see cref="SurvivalSample"/>.</remarks>
public sealed class CompetingRisksSample
{
    private CompetingRisksSample(SurvivalSample sample, int[] cause)
    {
        Sample = sample;
        Cause = cause;
    }

    public int Subjects => Sample.Subjects;

    /// <summary>Rows left out because their time is missing.</summary>
    public int Missing => Sample.Missing;

    /// <summary>Times and events of any cause.</summary>
    internal SurvivalSample Sample { get; }

    /// <summary>The cause at each sorted position; 0 for censoring.</summary>
    internal int[] Cause { get; }

    /// <param name="times">Time to the first event of any cause, or to censoring; not finite means missing.</param>
    /// <param name="causes">The cause as a positive number; 0 for censoring.</param>
    /// <param name="groups">A whole-number label per row, or empty for one group.</param>
    /// <param name="strata">A whole-number label per row, or empty for one stratum.</param>
    public static CompetingRisksSample Create(
        ReadOnlySpan<double> times,
        ReadOnlySpan<int> causes,
        ReadOnlySpan<int> groups = default,
        ReadOnlySpan<int> strata = default)
    {
        var events = new bool[causes.Length];
        for (var row = 0; row < causes.Length; row++)
        {
            if (causes[row] < 0) throw new ArgumentException("A cause is a positive number, or 0 for censoring.");
            events[row] = causes[row] > 0;
        }

        var sample = SurvivalSample.Create(times, events, groups, strata);
        var sorted = new int[sample.Subjects];
        for (var i = 0; i < sorted.Length; i++) sorted[i] = causes[sample.Row[i]];
        return new CompetingRisksSample(sample, sorted);
    }
}
