namespace ReportPipeline.Statistics.Survival;

/// <summary>
/// The sums over the d tied events that Efron's likelihood needs. The l-th of them (l = 0 … d − 1) sees the risk set with
/// the dead counted by 1 − f, f = l/d; with r = 1/(S − f D) every derivative is a combination of these sums, so that d tied
/// events cost d divisions and one update of the matrices.
/// </summary>
/// <param name="R">Σ r.</param>
/// <param name="FR">Σ f r.</param>
/// <param name="RR">Σ r².</param>
/// <param name="FRR">Σ f r².</param>
/// <param name="FFRR">Σ f² r².</param>
/// <param name="LogSum">Σ log(S − f D).</param>
internal readonly record struct EfronTerms(double R, double FR, double RR, double FRR, double FFRR, double LogSum)
{
    /// <summary>Breslow's likelihood is the case f = 0 throughout.</summary>
    public static EfronTerms Of(int events, double atRisk, double dead, TieHandling ties)
    {
        if (events == 1 || ties != TieHandling.Efron)
        {
            var inverse = 1 / atRisk;
            return new EfronTerms(
                events * inverse, 0, events * inverse * inverse, 0, 0, events * Math.Log(atRisk));
        }

        var (sumR, sumFR, sumRR, sumFRR, sumFFRR, logSum) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var l = 0; l < events; l++)
        {
            var f = (double)l / events;
            var total = atRisk - (f * dead);
            var r = 1 / total;
            sumR += r;
            sumFR += f * r;
            sumRR += r * r;
            sumFRR += f * r * r;
            sumFFRR += f * f * r * r;
            logSum += Math.Log(total);
        }

        return new EfronTerms(sumR, sumFR, sumRR, sumFRR, sumFFRR, logSum);
    }
}
