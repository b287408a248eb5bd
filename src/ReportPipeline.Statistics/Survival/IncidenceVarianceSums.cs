namespace ReportPipeline.Statistics.Survival;

/// <summary>The running sums from which the variance of a cumulative incidence follows at every time.</summary>
/// <remarks>
/// Both estimators have the form Σ (F(t) − F(tᵢ))² pᵢ + Σ S(tᵢ−)² qᵢ − 2 Σ (F(t) − F(tᵢ)) S(tᵢ−) rᵢ. Expanding the square in
/// F(t) leaves three sums that do not depend on t, so that one pass gives the variance at every time.
/// </remarks>
internal sealed class IncidenceVarianceSums(IncidenceVariance estimator)
{
    private double constant;
    private double linear;
    private double quadratic;

    /// <param name="atRisk">n.</param>
    /// <param name="events">Events of the cause and of the others.</param>
    /// <param name="survivalBefore">S(t−).</param>
    /// <param name="incidence">F(t), this time's events included.</param>
    public void Add(int atRisk, (int OfCause, int OfOthers) events, double survivalBefore, double incidence)
    {
        if (estimator == IncidenceVariance.Aalen)
        {
            AddAalen(atRisk, (events.OfOthers, events.OfCause + events.OfOthers), 0, survivalBefore, incidence);
            AddAalen(atRisk, (events.OfCause, events.OfCause + events.OfOthers), 1, survivalBefore, incidence);
            return;
        }

        double n = atRisk, d = events.OfCause + events.OfOthers, k = events.OfCause;
        var p = n > d ? d / (n * (n - d)) : 0;
        var q = survivalBefore * survivalBefore * k * (n - k) / (n * n * n);
        var r = survivalBefore * k / (n * n);
        AddTerms(p, q, r, incidence);
    }

    /// <summary>The variance at a time whose incidence is F(t).</summary>
    public double At(double incidence) => constant - (2 * incidence * linear) + (incidence * incidence * quadratic);

    // The martingale of the cause contributes S(tᵢ−) − (F(t) − F(tᵢ)) S(tᵢ−)/S(tᵢ), that of the other causes only the second
    // term, each times the tie-corrected variance of its own hazard, (k/n²)(1 − (k − 1)/(n − 1)).
    private void AddAalen(int atRisk, (int Own, int All) events, int isCause, double survivalBefore, double incidence)
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
            isCause * ratio * survivalBefore * hazardVariance,
            incidence);
    }

    private void AddTerms(double p, double q, double r, double incidence)
    {
        constant += (incidence * incidence * p) + q + (2 * incidence * r);
        linear += (incidence * p) + r;
        quadratic += p;
    }
}
