using ReportPipeline.Statistics;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Proportions as percentages.</summary>
internal static class Percent
{
    public const string NoSubjects = "no subject has a value";

    public static Estimable<double> Of(int events, int subjects, string noSubjects = NoSubjects) =>
        subjects == 0 ? Estimable<double>.Not(noSubjects) : 100.0 * events / subjects;

    public static ConfidenceInterval Limits(ConfidenceInterval interval) => interval with
    {
        Lower = interval.Lower.Select(limit => 100 * limit),
        Upper = interval.Upper.Select(limit => 100 * limit),
    };
}
