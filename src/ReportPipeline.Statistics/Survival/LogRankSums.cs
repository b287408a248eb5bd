namespace ReportPipeline.Statistics.Survival;

/// <summary>Observed, expected and variance, added up over event times and strata.</summary>
internal sealed class LogRankSums(int groupCount, LogRankWeight weight)
{
    private readonly int[] atRisk = new int[groupCount];
    private readonly int[] events = new int[groupCount];
    private readonly int[] leaving = new int[groupCount];

    public int GroupCount => groupCount;

    public LogRankWeight Weight => weight;

    public int[] Subjects { get; } = new int[groupCount];

    public int[] Observed { get; } = new int[groupCount];

    public double[] Expected { get; } = new double[groupCount];

    public double[] WeightedObserved { get; } = new double[groupCount];

    public double[] WeightedExpected { get; } = new double[groupCount];

    public double[,] Variance { get; } = new double[groupCount, groupCount];

    /// <param name="sample">The sample.</param>
    /// <param name="positions">The stratum's positions in the sample, in order of time.</param>
    public void AddStratum(SurvivalSample sample, ReadOnlySpan<int> positions)
    {
        Array.Clear(atRisk);
        foreach (var position in positions) atRisk[sample.Group.CodeAt(position)]++;
        for (var group = 0; group < groupCount; group++) Subjects[group] += atRisk[group];
        var (survival, peto) = (1.0, 1.0);
        for (var i = 0; i < positions.Length;)
        {
            var total = positions.Length - i;
            var tied = CountTies(sample, positions[i..], out var deaths);
            if (deaths > 0)
            {
                peto *= 1 - (deaths / (total + 1.0));
                AddEventTime(total, deaths, weight.At(total, survival, peto));
                survival *= (double)(total - deaths) / total;
            }

            for (var group = 0; group < groupCount; group++) atRisk[group] -= leaving[group];
            i += tied;
        }
    }

    private int CountTies(SurvivalSample sample, ReadOnlySpan<int> positions, out int deaths)
    {
        Array.Clear(events);
        Array.Clear(leaving);
        deaths = 0;
        var time = sample.Time[positions[0]];
        var tied = 0;
        while (tied < positions.Length && sample.Time[positions[tied]] == time)
        {
            var position = positions[tied++];
            var group = sample.Group.CodeAt(position);
            leaving[group]++;
            if (!sample.Event[position]) continue;
            events[group]++;
            deaths++;
        }

        return tied;
    }

    // Given the margins, the events of a group at one time are multivariate hypergeometric.
    private void AddEventTime(int total, int deaths, double timeWeight)
    {
        var hazard = (double)deaths / total;
        var spread = total > 1 ? timeWeight * timeWeight * hazard * (total - deaths) / (total - 1.0) : 0;
        for (var g = 0; g < groupCount; g++)
        {
            Observed[g] += events[g];
            Expected[g] += atRisk[g] * hazard;
            WeightedObserved[g] += timeWeight * events[g];
            WeightedExpected[g] += timeWeight * atRisk[g] * hazard;
            var share = (double)atRisk[g] / total;
            Variance[g, g] += spread * atRisk[g] * (1 - share);
            for (var h = 0; h < g; h++)
            {
                var covariance = spread * share * atRisk[h];
                Variance[g, h] -= covariance;
                Variance[h, g] -= covariance;
            }
        }
    }
}
