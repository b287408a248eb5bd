using System.Globalization;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Endpoints.Sensitivity;

/// <summary>
/// Six subjects of one site. MSC: 1 and 2 alive at day 30, 3 dies on day 5. Control: 4 alive, 5 and 6 die on days 5 and 9.
/// Hospital stays: 1 ten days, 3 four days until death, 4 six days.
/// </summary>
internal static class SixSubjects
{
    private static readonly int?[] DeathDays = [null, null, 5, null, 5, 9];

    private static readonly Dictionary<int, string> EndOfStay = new() { [1] = "2020-02-20", [3] = "2020-02-14", [4] = "2020-02-16" };

    public static AnalysisResults Results { get; } = Run(Enumerable.Range(1, 6));

    public static AnalysisResults Run(IEnumerable<int> numbers)
    {
        var trial = Facts.Trial;
        var decisions = DecisionList.Empty(trial.Id);
        var dataset = DeriveDataset.From(trial, decisions, [.. numbers.SelectMany(Subject)], []);
        var cutOff = new DateTimeOffset(2020, 7, 1, 0, 0, 0, TimeSpan.Zero);
        return EndpointAnalyses.Run(trial, decisions, dataset, new RunIdentity("run", 1, "head", "snapshot", cutOff, trial.Id, trial.Version, "hash", "0", 6));
    }

    private static IEnumerable<ClinicalFact> Subject(int number)
    {
        var subject = new SubjectId($"RM-00{number}");
        return Records(number).Select(fact => fact with { Link = new SubjectLink(subject, null), Source = fact.Source with { ResourceKey = $"{subject}-{fact.Source.ResourceKey}" } });
    }

    private static IEnumerable<ClinicalFact> Records(int number)
    {
        var order = number * 100;
        yield return Facts.Patient(order + 1);
        yield return Facts.Observation("ENROLMENT", new OccurrenceValue(), ClinicalPeriod.At(Facts.On("2020-02-10")), order + 1);
        yield return Facts.Coded("ARM", number <= 3 ? "MSC" : "CONTROL", "2020-02-10", order + 1);
        yield return Facts.Quantity("AGE", 49 + number, "2020-02-10", order + 1);
        yield return Facts.Coded("SEVERITY", "SEVERE", "2020-02-10", order + 1);
        yield return Facts.Coded("EXCLUSION_1", number == 2 ? "MET" : "NOT_MET", "2020-02-09", order + 1);
        if (number != 6)
        {
            yield return Facts.Coded("COUGH", "PRESENT", "2020-02-16", order + 1);
        }

        if (EndOfStay.TryGetValue(number, out var end))
        {
            yield return Facts.Observation("HOSPITAL_STAY", new OccurrenceValue(), new ClinicalPeriod(Facts.On("2020-02-10"), Facts.On(end)), order + 2);
        }

        yield return DeathDays[number - 1] is { } day
            ? Facts.Patient(order + 3, Facts.On(new DateOnly(2020, 2, 9).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))
            : Facts.Observation("LAST_CONTACT", new OccurrenceValue(), ClinicalPeriod.At(Facts.On("2020-03-15")), order + 2);
    }
}
