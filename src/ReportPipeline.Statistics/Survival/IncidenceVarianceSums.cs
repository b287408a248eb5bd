namespace ReportPipeline.Statistics.Survival;

/// <summary>The running sums from which the variance of a cumulative incidence follows at every time.</summary>
/// <remarks>
/// Both estimators have the form V(t) = Σ (F(t) − F(tᵢ))² pᵢ + Σ S(tᵢ−)² qᵢ − 2 Σ (F(t) − F(tᵢ)) S(tᵢ−) rᵢ. When F grows by δ, V grows by
/// 2δ·slope + δ²·curvature, with slope and curvature half its derivatives: one pass gives the variance at every time. To expand the
/// squares in F(t) instead would subtract large sums from each other, below zero where everybody has had the event.
/// </remarks>
internal sealed class IncidenceVarianceSums(IncidenceVariance estimator)
{
    /// <summary>What is left of a sum below this part of what was added and taken away is rounding.</summary>
    private const double Rounding = 1e-13;

    private double incidence;
    private double variance;
    private double slope;
    private double curvature;
    private double magnitude;

    /// <summary>The variance at the time that was added last; zero where it vanishes but for rounding, never negative.</summary>
    public double Variance => variance > Rounding * magnitude ? variance : 0;

    /// <param name="atRisk">n.</param>
    /// <param name="events">Events of the cause and of the others.</param>
    /// <param name="survivalBefore">S(t−).</param>
    /// <param name="incidenceNow">F(t), this time's events included.</param>
    public void Add(int atRisk, (int OfCause, int OfOthers) events, double survivalBefore, double incidenceNow)
    {
        MoveTo(incidenceNow);
        if (estimator == IncidenceVariance.Aalen)
        {
            AddAalen(atRisk, (events.OfOthers, events.OfCause + events.OfOthers), 0, survivalBefore);
            AddAalen(atRisk, (events.OfCause, events.OfCause + events.OfOthers), 1, survivalBefore);
            return;
        }

        double n = atRisk, d = events.OfCause + events.OfOthers, k = events.OfCause;
        var p = n > d ? d / (n * (n - d)) : 0;
        var q = survivalBefore * survivalBefore * k * (n - k) / (n * n * n);
        var r = survivalBefore * k / (n * n);
        AddTerms(p, q, r);
    }

    // The martingale of the cause contributes S(tᵢ−) − (F(t) − F(tᵢ)) S(tᵢ−)/S(tᵢ), that of the other causes only the second
    // term, each times the tie-corrected variance of its own hazard, (k/n²)(1 − (k − 1)/(n − 1)).
    private void AddAalen(int atRisk, (int Own, int All) events, int isCause, double survivalBefore)
    {
        var (own, all) = events;
        var survives = atRisk > all;
        if (own == 0 || (isCause == 0 && !survives)) return;
        double n = atRisk;
        var hazardVariance = own / (n * n) * (own > 1 ? 1 - ((own - 1) / (n - 1)) : 1);
        var ratio = survives ? n / (n - all) : 0;
        AddTerms(
            ratio * ratio * hazardVariance,
            isCause * survivalBefore * survivalBefore * hazardVariance,
            isCause * ratio * survivalBefore * hazardVariance);
    }

    private void MoveTo(double incidenceNow)
    {
        var growth = incidenceNow - incidence;
        var (byCurvature, bySlope) = (growth * growth * curvature, 2 * growth * slope);
        variance += byCurvature + bySlope;
        magnitude += byCurvature + Math.Abs(bySlope);
        slope += growth * curvature;
        incidence = incidenceNow;
    }

    // A term of this time: F(t) − F(tᵢ) is still zero in it.
    private void AddTerms(double p, double q, double r)
    {
        variance += q;
        magnitude += q;
        slope -= r;
        curvature += p;
    }
}
