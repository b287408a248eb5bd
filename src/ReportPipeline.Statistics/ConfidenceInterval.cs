namespace ReportPipeline.Statistics;

/// <summary>A two-sided confidence interval; each bound may be not estimable on its own.</summary>
/// <param name="Level">Coverage, strictly between 0 and 1; 0.95 for a 95 % interval.</param>
/// <param name="Lower">The lower bound, on the scale of the estimate.</param>
/// <param name="Upper">The upper bound, on the scale of the estimate.</param>
/// <param name="Method">The method by name, as a report prints it, for example "Clopper–Pearson".</param>
public sealed record ConfidenceInterval(double Level, Estimable<double> Lower, Estimable<double> Upper, string Method);
