using ReportPipeline.Statistics.Ranks;
using ReportPipeline.Statistics.Survival;
using ReportPipeline.Statistics.Tables;

namespace ReportPipeline.SampleTrial.Tests;

/// <summary>Counts and samples of the reconstructed trial, straight from its files.</summary>
internal static class PublishedFigures
{
    public static IReadOnlyList<SampleSubject> All { get; } = ReconstructedTrial.Load();

    public static IReadOnlyList<SampleSubject> Experimental { get; } = [.. All.Where(subject => subject.Arm == "MSC")];

    public static IReadOnlyList<SampleSubject> Control { get; } = [.. All.Where(subject => subject.Arm == "CONTROL")];

    public static ContingencyTable Compare(Func<SampleSubject, bool> outcome, Func<SampleSubject, bool>? among = null)
    {
        var first = Experimental.Where(among ?? (_ => true)).ToList();
        var second = Control.Where(among ?? (_ => true)).ToList();
        return ContingencyTable.FromEvents(first.Count(outcome), first.Count, second.Count(outcome), second.Count);
    }

    public static double Fisher(ContingencyTable table) => FisherExactTest.Test(table).Test.PValue.Value;

    public static double ChiSquared(ContingencyTable table) => ChiSquaredTest.Test(table, ContinuityCorrection.None).PValue.Value;

    /// <summary>The article's rule: χ² when every expected count is at least 5, else Fisher.</summary>
    public static double Association(ContingencyTable table)
    {
        var expected = from row in Enumerable.Range(0, 2) from column in Enumerable.Range(0, 2) select table.Expected(row, column);
        return expected.All(value => value >= 5) ? ChiSquared(table) : Fisher(table);
    }

    public static double RankSum(double[] first, double[] second) =>
        RankSumTest.Test(first, second, RankSumMethod.NormalWithCorrection).Test.PValue.Value;

    public static string? Value(this SampleSubject subject, string parameter, string visit) =>
        subject.Observations.FirstOrDefault(item => item.Parameter == parameter && item.Visit == visit)?.Value is { Length: > 0 } value ? value : null;

    /// <summary>Trial days of a date parameter, for the subjects that have one.</summary>
    public static double[] Days(IEnumerable<SampleSubject> subjects, string parameter) =>
    [
        .. subjects.SelectMany(subject => subject.Observations
            .Where(item => item.Parameter == parameter)
            .Select(item => (double)(item.Date.DayNumber - subject.Enrolment.DayNumber + 1))),
    ];

    public static double[] Values(string parameter, string visit) =>
    [
        .. Experimental
            .Select(subject => subject.Value(parameter, visit))
            .Where(value => value is not null)
            .Select(value => double.Parse(value!, System.Globalization.CultureInfo.InvariantCulture)),
    ];

    /// <summary>Arm coefficient of a Cox regression in one severity, Breslow's ties as SAS.</summary>
    public static CoxCoefficient Cox(string severity, bool adjusted, bool perProtocol)
    {
        var subjects = All.Where(subject => subject.Strata["SEVERITY"] == severity && !(perProtocol && subject.ViolatedCriterion is not null)).ToList();
        var sample = SurvivalSample.Create(
            [.. subjects.Select(subject => (double)(subject.LastContact.DayNumber - subject.Enrolment.DayNumber + 1))],
            [.. subjects.Select(subject => subject.Death is not null)]);
        CoxCovariate Covariate(string name, Func<SampleSubject, double> value) => new(name, [.. subjects.Select(value)]);
        List<CoxCovariate> covariates = [Covariate("arm", subject => subject.Arm == "MSC" ? 1 : 0)];
        if (adjusted)
        {
            covariates.Add(Covariate("male", subject => subject.Sex == "male" ? 1 : 0));
            covariates.Add(Covariate("age", subject => subject.Age));
        }

        return CoxRegression.Fit(new CoxData(sample, covariates), CoxOptions.Default with { Ties = TieHandling.Breslow }).Value.Coefficients[0];
    }
}
