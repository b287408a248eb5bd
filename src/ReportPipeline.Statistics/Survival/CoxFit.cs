using ReportPipeline.Statistics.Numerics;

namespace ReportPipeline.Statistics.Survival;

/// <summary>The maxima behind a Cox regression, on the standardised scale.</summary>
internal sealed class CoxFit
{
    private CoxFit(CoxDesign design, CoxOptions options, int[] columns)
    {
        Design = design;
        Options = options;
        Columns = columns;
        Free = [.. columns.Select(_ => true)];
    }

    public CoxDesign Design { get; }

    public CoxOptions Options { get; }

    /// <summary>The covariates that can be estimated, as indices of those given; the design holds only these.</summary>
    public int[] Columns { get; }

    public bool[] Free { get; }

    /// <summary>The maximum of the partial likelihood, or where its rise was given up.</summary>
    public required CoxMaximum Plain { get; init; }

    /// <summary>The maximum of the penalised likelihood, if that is what the coefficients come from.</summary>
    public CoxMaximum? Penalised { get; private init; }

    public CoxEstimation Estimation => Penalised is null ? CoxEstimation.PartialLikelihood : CoxEstimation.FirthPenalisedLikelihood;

    public string? SeparationNote { get; private init; }

    public CoxMaximum Maximum => Penalised ?? Plain;

    public CoxMaximiser Maximiser => new(
        Penalised is null ? Likelihood(Design, Options) : new FirthLikelihood(Design, Options.Ties), Options);

    public static Estimable<CoxFit> Of(CoxDesign all, CoxData data, CoxOptions options)
    {
        if (Hindrance(all, options) is { } reason) return Estimable<CoxFit>.Not(reason);
        var atZero = Likelihood(all, options).At(new double[all.Covariates]);
        var columns = EstimableColumns(all, atZero);
        if (columns.Length == 0) return Estimable<CoxFit>.Not("no covariate varies among subjects at risk together");
        var design = all.Select(columns);
        var monotone = new MonotoneLikelihood(design, options.Ties);
        var start = new double[columns.Length];
        var free = Array.ConvertAll(columns, _ => true);
        var plain = new CoxMaximiser(Likelihood(design, options), options)
            .Maximise(start, free, monotone, columns.Length == all.Covariates ? atZero : null);
        var note = SeparatedBy(monotone, plain, columns, data);
        if (note is null && !options.AlwaysFirth)
        {
            return plain.Converged
                ? new CoxFit(design, options, columns) { Plain = plain }
                : Estimable<CoxFit>.Not("the iterations did not converge");
        }

        return Penalise(new CoxFit(design, options, columns) { Plain = plain, SeparationNote = note });
    }

    private static Estimable<CoxFit> Penalise(CoxFit fit)
    {
        if (fit.SeparationNote is { } note && fit.Options.Separation == SeparationHandling.Refuse)
            return Estimable<CoxFit>.Not(note);
        if (fit.Options.Ties == TieHandling.Exact)
            return Estimable<CoxFit>.Not("Firth's penalty is available with Efron's and Breslow's likelihood only");
        var maximiser = new CoxMaximiser(new FirthLikelihood(fit.Design, fit.Options.Ties), fit.Options);
        var penalised = maximiser.Maximise(new double[fit.Columns.Length], fit.Free);
        if (!penalised.Converged) return Estimable<CoxFit>.Not("the iterations with Firth's penalty did not converge");
        return new CoxFit(fit.Design, fit.Options, fit.Columns)
        {
            Plain = fit.Plain,
            Penalised = penalised,
            SeparationNote = fit.SeparationNote,
        };
    }

    private static CoxLikelihood Likelihood(CoxDesign design, CoxOptions options) => options.Ties == TieHandling.Exact
        ? new ExactLikelihood(design)
        : new TiedLikelihood(design, options.Ties);

    private static string? Hindrance(CoxDesign design, CoxOptions options) =>
        design.Count == 0 ? "no subject has a time and every covariate"
        : design.Events == 0 ? "there are no events"
        : options.Ties != TieHandling.Exact ? null
        : design.Weight is not null ? "the exact likelihood takes no case weights"
        : options.RobustVariance ? "the robust variance is defined for Efron's and Breslow's likelihood only"
        : null;

    // A direction without information at β = 0 has none anywhere: the covariate is constant, or follows from others, within
    // every risk set at which an event occurs. Standardised covariates have a variance near 1, so less than this per event
    // is round-off.
    private static int[] EstimableColumns(CoxDesign design, CoxDerivatives atZero)
    {
        const double RoundOff = 1e-12;
        var information = (double[])atZero.Information.Clone();
        var events = Enumerable.Range(0, design.Count).Where(row => design.Event[row]).Sum(design.WeightOf);
        for (var j = 0; j < design.Covariates; j++)
        {
            if (information[(j * design.Covariates) + j] > RoundOff * events) continue;
            for (var k = 0; k < design.Covariates; k++)
                information[(j * design.Covariates) + k] = information[(k * design.Covariates) + j] = 0;
        }

        var dependent = CholeskyFactor.Of(information, design.Covariates).Dependent;
        return [.. Enumerable.Range(0, design.Covariates).Where(column => !dependent[column])];
    }

    private static string? SeparatedBy(MonotoneLikelihood monotone, CoxMaximum plain, int[] columns, CoxData data)
    {
        if (monotone.Alone() is var (covariate, sign))
        {
            var limit = sign > 0 ? "infinite" : "zero";
            return $"{data.Covariates[columns[covariate]].Name} separates the events: its hazard ratio is {limit}";
        }

        return plain.Divergence is null
            ? null
            : "the covariates together separate the events: a hazard ratio is infinite or zero";
    }
}
