namespace ReportPipeline.Statistics.Survival;

/// <summary>The events at one time of a stratum and the risk set they came from.</summary>
/// <param name="First">First row of the design at this time.</param>
/// <param name="Last">Last row at this time.</param>
/// <param name="Count">Number of events, at least 1.</param>
/// <param name="MeanWeight">Mean case weight of those with the event.</param>
internal readonly record struct TiedEvents(int First, int Last, int Count, double MeanWeight);

/// <summary>
/// One backward pass over the rows: subjects enter the risk set as time falls, so every sum only ever grows and nothing
/// cancels.
/// </summary>
internal sealed class RiskSetScan(CoxDesign design, bool withThird = false)
{
    /// <summary>Sums over the risk set, those with the event included.</summary>
    public RiskSums AtRisk { get; } = new(design.Covariates, withThird);

    /// <summary>Sums over those with the event, when there are at least two; of no meaning for a lone event.</summary>
    public RiskSums Dead { get; } = new(design.Covariates, withThird);

    /// <param name="beta">Coefficients of the standardised covariates.</param>
    /// <param name="visit">Called for each event time, latest first within a stratum.</param>
    public void Run(ReadOnlySpan<double> beta, Action<TiedEvents> visit)
    {
        for (var stratum = 0; stratum < design.StratumStarts.Length - 1; stratum++)
        {
            AtRisk.Clear();
            var start = design.StratumStarts[stratum];
            for (var last = design.StratumStarts[stratum + 1] - 1; last >= start;)
            {
                var tied = Enter(start, last, beta);
                if (tied.Count > 0) visit(tied);
                last = tied.First - 1;
            }
        }
    }

    // A lone event goes straight into the risk set: most event times have one, and only Efron's terms for two and more need
    // the sums over the dead.
    private TiedEvents Enter(int start, int last, ReadOnlySpan<double> beta)
    {
        var (time, events) = (design.Time, design.Event);
        var now = time[last];
        var (deaths, deathWeight, lone, loneRisk) = (0, 0.0, last, 0.0);
        var row = last;
        for (; row >= start && time[row] == now; row--)
        {
            var x = design.X.AsSpan(row * beta.Length, beta.Length);
            var weight = design.WeightOf(row);
            var risk = weight * Math.Exp(Predictor(x, beta));
            if (!events[row])
            {
                AtRisk.Add(risk, x);
                continue;
            }

            deathWeight += weight;
            if (++deaths == 1) (lone, loneRisk) = (row, risk);
            else AddDead(deaths, risk, x, lone, loneRisk);
        }

        if (deaths == 1) AtRisk.Add(loneRisk, design.XOf(lone));
        else if (deaths > 1) AtRisk.Add(Dead);
        return new TiedEvents(row + 1, last, deaths, deaths == 0 ? 0 : deathWeight / deaths);
    }

    private void AddDead(int deaths, double risk, ReadOnlySpan<double> x, int first, double firstRisk)
    {
        if (deaths == 2)
        {
            Dead.Clear();
            Dead.Add(firstRisk, design.XOf(first));
        }

        Dead.Add(risk, x);
    }

    private static double Predictor(ReadOnlySpan<double> x, ReadOnlySpan<double> beta)
    {
        var sum = 0.0;
        for (var j = 0; j < x.Length && j < beta.Length; j++) sum += x[j] * beta[j];
        return sum;
    }
}
