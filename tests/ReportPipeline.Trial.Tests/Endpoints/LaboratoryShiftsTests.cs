using System.Collections.Immutable;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Endpoints;

/// <summary>
/// Six subjects worked by hand; CRP is normal from 1 to 5 mg/L. Enrolment is on 10 February (trial day 1), the baseline window are the seven
/// days before it, and the planned day of the baseline is the ninth.
/// </summary>
public sealed class LaboratoryShiftsTests
{
    private static readonly ReferenceRange OneToFive = new(new LocalizedText { English = "a book", SimplifiedChinese = "某书" }, 1, 5);

    private static readonly AnalysisResults Results = Run(OneToFive);

    [Theory]
    // MSC: 1 normal, later low and high; 2 on one limit, later on the other; 3 no baseline, later high.
    [InlineData("MSC/CRP/baseline/NORMAL", 2)]
    [InlineData("MSC/CRP/baseline/MISSING", 1)]
    [InlineData("MSC/CRP/baseline/LOW", 0)]
    [InlineData("MSC/CRP/lowest/NORMAL/LOW", 1)]
    [InlineData("MSC/CRP/lowest/NORMAL/NORMAL", 1)]
    [InlineData("MSC/CRP/lowest/NORMAL/HIGH", 0)]
    [InlineData("MSC/CRP/lowest/MISSING/HIGH", 1)]
    [InlineData("MSC/CRP/highest/NORMAL/HIGH", 1)]
    [InlineData("MSC/CRP/highest/NORMAL/NORMAL", 1)]
    [InlineData("MSC/CRP/highest/MISSING/HIGH", 1)]
    // Control: 4 high, nothing later; 5 high, later "less than 1"; 6 normal on the planned day, the low value six days before is no later one.
    [InlineData("CONTROL/CRP/baseline/HIGH", 2)]
    [InlineData("CONTROL/CRP/baseline/NORMAL", 1)]
    [InlineData("CONTROL/CRP/lowest/HIGH/MISSING", 1)]
    [InlineData("CONTROL/CRP/lowest/HIGH/LOW", 1)]
    [InlineData("CONTROL/CRP/highest/HIGH/LOW", 1)]
    [InlineData("CONTROL/CRP/lowest/NORMAL/MISSING", 1)]
    [InlineData("CONTROL/CRP/lowest/NORMAL/LOW", 0)]
    [InlineData("total/CRP/baseline/NORMAL", 3)]
    [InlineData("total/CRP/lowest/NORMAL/LOW", 1)]
    [InlineData("total/CRP/highest/NORMAL/MISSING", 1)]
    public void Analyse_SixSubjects_CountsThemAsByHand(string place, int expected) =>
        Results.Find($"SHIFTS/full/{place}/n").ShouldNotBeNull().Value.ShouldBe(new NumberValue(expected));

    [Theory]
    [InlineData("MSC", "lowest")]
    [InlineData("CONTROL", "highest")]
    [InlineData("total", "lowest")]
    public void Analyse_EachDirection_CountsEverySubjectOnce(string group, string direction) =>
        Results.Rows.Where(row => row.Analysis == "SHIFTS" && row.Group == group && row.Level!.StartsWith(direction, StringComparison.Ordinal))
            .Sum(row => ((NumberValue)row.Value).Value).ShouldBe(group == "total" ? 6 : 3);

    [Fact]
    public void Analyse_ACell_LeadsToTheRecordsOfItsSubjectAlone()
    {
        var versions = Results.SourceSets[Results.Find("SHIFTS/full/MSC/CRP/lowest/NORMAL/LOW/n")!.Sources];

        versions.Where(version => version.Contains("CRP", StringComparison.Ordinal)).ShouldBe(["v102-CRP-102", "v103-CRP-103", "v104-CRP-104"]);
        versions.ShouldContain("v101-ENROLMENT-101");
    }

    [Fact]
    public void Analyse_RangeWithoutLowerLimit_KnowsNoLowAndNoLowest()
    {
        var results = Run(OneToFive with { Low = null });

        results.Of("SHIFTS").ShouldAllBe(row => !row.Id.Contains("lowest", StringComparison.Ordinal) && !row.Id.Contains("LOW", StringComparison.Ordinal));
        results.Find("SHIFTS/full/MSC/CRP/highest/NORMAL/HIGH/n")!.Value.ShouldBe(new NumberValue(1));
    }

    [Theory]
    [InlineData("0.99", null, RangeCategory.Low)]
    [InlineData("1", null, RangeCategory.Normal)]
    [InlineData("1", "<", RangeCategory.Low)]
    [InlineData("1", "<=", RangeCategory.Normal)]
    [InlineData("5", null, RangeCategory.Normal)]
    [InlineData("5", ">", RangeCategory.High)]
    [InlineData("5", ">=", RangeCategory.Normal)]
    [InlineData("5.01", null, RangeCategory.High)]
    public void CategoryOf_AtTheLimits_IsAsTheComparatorSays(string value, string? comparator, RangeCategory expected) =>
        OneToFive.CategoryOf(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), comparator).ShouldBe(expected);

    private static AnalysisResults Run(ReferenceRange range)
    {
        var title = new LocalizedText { English = "Shifts", SimplifiedChinese = "转移" };
        var trial = Facts.Trial with
        {
            Parameters = [.. Facts.Trial.Parameters.Select(parameter => parameter.Code == "CRP" ? parameter with { ReferenceRange = range } : parameter)],
            Endpoints = [new LaboratoryShiftEndpoint { Id = "SHIFTS", Title = title, AnalysisSets = ["full"], Variables = ["CRP"] }],
        };
        var decisions = DecisionList.Empty(trial.Id);
        var dataset = DeriveDataset.From(trial, decisions, [.. SixSubjects()], []);
        return EndpointAnalyses.Run(trial, decisions, dataset, new RunIdentity("run", 1, "head", "snapshot", DateTimeOffset.UnixEpoch, trial.Id, trial.Version, "hash", "0", 6));
    }

    private static IEnumerable<ClinicalFact> SixSubjects() =>
    [
        .. Subject(1, "MSC", ("2020-02-09", new QuantityValue(3, null)), ("2020-02-12", new QuantityValue(0.5m, null)), ("2020-02-20", new QuantityValue(9, null))),
        .. Subject(2, "MSC", ("2020-02-09", new QuantityValue(5, null)), ("2020-02-16", new QuantityValue(1, null))),
        .. Subject(3, "MSC", ("2020-02-16", new QuantityValue(7, null))),
        .. Subject(4, "CONTROL", ("2020-02-09", new QuantityValue(8, null))),
        .. Subject(5, "CONTROL", ("2020-02-09", new QuantityValue(8, null)), ("2020-02-27", new QuantityValue(1, "<"))),
        .. Subject(6, "CONTROL", ("2020-02-03", new QuantityValue(0.2m, null)), ("2020-02-09", new QuantityValue(3, null)), ("2020-02-16", new MissingValue("not-performed"))),
    ];

    private static IEnumerable<ClinicalFact> Subject(int number, string arm, params (string Day, ObservedValue Value)[] values)
    {
        var (subject, order) = (new SubjectId($"RM-00{number}"), number * 100);
        ImmutableArray<ClinicalFact> facts =
        [
            Facts.Patient(order + 1),
            Facts.Observation("ENROLMENT", new OccurrenceValue(), ClinicalPeriod.At(Facts.On("2020-02-10")), order + 1),
            Facts.Coded("ARM", arm, "2020-02-10", order + 1),
            Facts.Quantity("AGE", 60, "2020-02-10", order + 1),
            Facts.Coded("SEVERITY", "SEVERE", "2020-02-10", order + 1),
            .. values.Select((value, index) => Facts.Observation("CRP", value.Value, ClinicalPeriod.At(Facts.On(value.Day)), order + 2 + index)),
        ];
        return facts.Select(fact => fact with { Link = new SubjectLink(subject, null), Source = fact.Source with { ResourceKey = $"{subject}-{fact.Source.ResourceKey}" } });
    }
}
