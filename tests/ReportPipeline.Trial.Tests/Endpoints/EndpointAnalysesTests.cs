using System.Globalization;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Endpoints;

/// <summary>
/// Six subjects worked by hand. MSC: 1 and 2 alive at day 30, 3 dies on day 5. Control: 4 alive, 5 and 6 die on days 5 and 9.
/// </summary>
public sealed class EndpointAnalysesTests
{
    private static readonly TrialProtocol Trial = Facts.Trial;

    private static readonly AnalysisResults Results = Run(SixSubjects());

    [Theory]
    [InlineData("POP/full/MSC/subjects/N", 3)]
    [InlineData("POP/full/total/subjects/N", 6)]
    [InlineData("F1A/full/total/enrolled/n", 6)]
    [InlineData("F1A/full/MSC/died/n", 1)]
    [InlineData("F1A/full/CONTROL/completed-follow-up/n", 1)]
    [InlineData("F1A/full/CONTROL/lost-to-follow-up/n", 0)]
    [InlineData("T1/full/MSC/renmin-wuhan/SEVERE/n", 3)]
    [InlineData("T1/full/total/all-sites/n", 6)]
    [InlineData("T2/full/MSC/AGE/mean", 51)] // (50 + 51 + 52) / 3
    [InlineData("T2/full/MSC/AGE/sd", 1)]
    [InlineData("T2/full/MSC/AGE/median", 51)]
    [InlineData("T2/full/MSC/SEX/FEMALE/percent", 100)]
    [InlineData("T4/full/MSC/outcome/n", 2)]
    [InlineData("T4/full/CONTROL/outcome/N", 3)]
    [InlineData("T4/full/MSC:CONTROL/outcome/p", 1)] // 2/3 v 1/3: both margins 3 of 6, P = (1 + 9 + 9 + 1) / 20
    [InlineData("F2/full/MSC/survival/5/survival", 2.0 / 3)]
    [InlineData("F2/full/CONTROL/survival/5/survival", 2.0 / 3)]
    [InlineData("F2/full/CONTROL/survival/9/survival", 1.0 / 3)]
    [InlineData("F2/full/CONTROL/risk-table/10/at-risk", 1)]
    [InlineData("F2/full/CONTROL/median/estimate", 9)]
    [InlineData("F2/full/MSC/log-rank/expected", 1.5)] // day 5: 2 × 3/6, day 9: 1 × 2/4, written out: 1 + 0.5
    [InlineData("F2/full/CONTROL/log-rank/expected", 1.5)]
    [InlineData("S-ANY/safety/MSC/outcome/n", 1)]
    [InlineData("T8/safety/MSC/CLINICAL/RASH/events", 2)]
    [InlineData("T8/safety/MSC/CLINICAL/RASH/n", 1)]
    [InlineData("S5/safety/MSC/events/grade-3-or-worse/n", 1)]
    [InlineData("S5/safety/total/events/n", 2)]
    public void Run_SixSubjects_GivesTheNumbersWorkedByHand(string id, double expected)
    {
        var row = Results.Find(id).ShouldNotBeNull();

        // Sums and products of a few doubles: the error is a few units in the last place.
        row.Value.ShouldBeOfType<NumberValue>().Value.ShouldBe(expected, 1e-12);
    }

    // Log-rank variance: day 5: 2·(1/2)(1/2)(4/5) = 0.4; day 9: 1·(1/2)(1/2)·1 = 0.25. χ² = (1 − 1.5)²/0.65.
    [Fact]
    public void Run_SixSubjects_LogRankIsObservedLessExpectedSquaredOverVariance() =>
        Number("F2/full/MSC:CONTROL/log-rank/statistic").ShouldBe(0.25 / 0.65, 1e-12);

    [Fact]
    public void Run_MedianNotReached_IsNotEstimableWithItsReason() =>
        Results.Find("F2/full/MSC/median/estimate")!.Value.ShouldBeOfType<NotEstimableValue>().Reason.ShouldContain("not reached");

    [Fact]
    public void Run_EachRow_LeadsToResourceVersions()
    {
        var row = Results.Find("T4/full/MSC/outcome/n")!;

        Results.SourceSets[row.Sources].ShouldContain("v503-patient");
        Results.SourceSets[row.Sources].ShouldAllBe(version => Results.SourceVersions.ContainsKey(version));
    }

    [Fact]
    public void Run_NoSubjectAtAll_GivesRowsThatSayWhy()
    {
        var results = Run([]);

        results.Find("POP/full/total/subjects/N")!.Value.ShouldBe(new NumberValue(0));
        results.Find("T4/full/MSC/outcome/percent")!.Value.ShouldBeOfType<NotEstimableValue>();
        results.Find("T4/full/MSC:CONTROL/outcome/p")!.Value.ShouldBeOfType<NotEstimableValue>();
        results.Find("F2/full/MSC:CONTROL/log-rank/p")!.Value.ShouldBeOfType<NotEstimableValue>();
        results.Find("T2/full/MSC/AGE/mean")!.Value.ShouldBeOfType<NotEstimableValue>();
    }

    // All six are severe: the critical stratum has nobody, and every row of its hazard ratio says so.
    [Theory]
    [InlineData("unadjusted")]
    [InlineData("adjusted")]
    public void Run_StratumWithoutSubjects_HasEveryRowOfTheHazardRatio(string model)
    {
        var place = $"S3/full/MSC:CONTROL/CRITICAL/{model}";

        Number($"{place}/N").ShouldBe(0);
        Number($"{place}/events").ShouldBe(0);
        foreach (var statistic in new[] { "estimate", "se", "lower", "upper", "p" })
        {
            Results.Find($"{place}/{statistic}").ShouldNotBeNull().Value.ShouldBeOfType<NotEstimableValue>();
        }

        Results.Find($"SENS-TESTS/full/MSC:CONTROL/S3/CRITICAL/{model}/wald-efron/p").ShouldNotBeNull().Value.ShouldBeOfType<NotEstimableValue>();
    }

    [Fact]
    public void Run_OneArmEmpty_GivesRowsThatSayWhy()
    {
        var results = Run(SixSubjects().Where(fact => fact.Link.Subject!.Value.Value is "RM-001" or "RM-002" or "RM-003"));

        results.Find("T4/full/CONTROL/outcome/percent")!.Value.ShouldBeOfType<NotEstimableValue>();
        results.Find("T4/full/MSC:CONTROL/outcome/p")!.Value.ShouldBeOfType<NotEstimableValue>();
    }

    // No row is left out because it could not be computed: the ids are those that docs/results.md lists.
    [Theory]
    [InlineData("F2/full/CONTROL/survival/0", "survival se lower upper")]
    [InlineData("F2/full/CONTROL/median", "estimate lower upper")]
    [InlineData("SENS-SITE/full/MSC:CONTROL/F2/hazard-ratio", "estimate lower upper p")]
    [InlineData("RMST/full/MSC:CONTROL/survival/difference", "estimate lower upper p")]
    [InlineData("RMST/full/MSC:CONTROL/survival/ratio", "estimate lower upper p")]
    [InlineData("SENS-OVERLAP/full/MSC/T4/weighted", "percent se")]
    [InlineData("SENS-OVERLAP/full/CONTROL/T4/effective-sample-size", "estimate")]
    [InlineData("SENS-OVERLAP/full/MSC:CONTROL/T4/risk-difference", "estimate se lower upper p flip")]
    [InlineData("SENS-OVERLAP/full/MSC:CONTROL/T4/balance/AGE/weighted", "estimate")]
    public void Run_OneArmEmpty_HasEveryRowWithItsReason(string place, string statistics)
    {
        var results = Run(SixSubjects().Where(fact => fact.Link.Subject!.Value.Value is "RM-001" or "RM-002" or "RM-003"));

        foreach (var statistic in statistics.Split(' '))
        {
            results.Find($"{place}/{statistic}").ShouldNotBeNull(statistic).Value.ShouldBeOfType<NotEstimableValue>();
        }
    }

    // Subject 3 of MSC dies on day 5; the empty arm neither has nor expects an event.
    [Theory]
    [InlineData("F2/full/CONTROL/risk-table/10/at-risk", 0)]
    [InlineData("F2/full/CONTROL/log-rank/observed", 0)]
    [InlineData("F2/full/CONTROL/log-rank/expected", 0)]
    [InlineData("F2/full/MSC/log-rank/expected", 1)]
    [InlineData("SENS-OVERLAP/full/CONTROL/T4/weighted/N", 0)]
    public void Run_OneArmEmpty_CountsNobodyInIt(string id, double expected)
    {
        var results = Run(SixSubjects().Where(fact => fact.Link.Subject!.Value.Value is "RM-001" or "RM-002" or "RM-003"));

        results.Find(id).ShouldNotBeNull().Value.ShouldBe(new NumberValue(expected));
    }

    [Fact]
    public void ResultFiles_JsonRoundTrip_KeepsEveryRow()
    {
        var read = ResultFiles.FromJson(ResultFiles.ToJson(Results));

        ResultFiles.ToJson(read).ShouldBe(ResultFiles.ToJson(Results));
        read.Rows.Length.ShouldBe(Results.Rows.Length);
    }

    private static double Number(string id) => ((NumberValue)Results.Find(id)!.Value).Value;

    private static AnalysisResults Run(IEnumerable<ClinicalFact> facts)
    {
        var decisions = DecisionList.Empty(Trial.Id);
        var dataset = DeriveDataset.From(Trial, decisions, [.. facts], []);
        var identity = new RunIdentity("run", 1, "head", "snapshot", DateTimeOffset.UnixEpoch, Trial.Id, Trial.Version, "hash", "0", 6);
        return EndpointAnalyses.Run(Trial, decisions, dataset, identity);
    }

    private static IEnumerable<ClinicalFact> SixSubjects()
    {
        int?[] deathDays = [null, null, 5, null, 5, 9];
        for (var number = 1; number <= 6; number++)
        {
            var subject = new SubjectId($"RM-00{number}");
            foreach (var fact in OneSubject(number, number <= 3 ? "MSC" : "CONTROL", deathDays[number - 1]))
            {
                yield return fact with { Link = new SubjectLink(subject, null), Source = fact.Source with { ResourceKey = $"{subject}-{fact.Source.ResourceKey}" } };
            }
        }
    }

    private static IEnumerable<ClinicalFact> OneSubject(int number, string arm, int? deathDay)
    {
        var order = number * 100;
        yield return Facts.Patient(order + 1);
        yield return Facts.Observation("ENROLMENT", new OccurrenceValue(), ClinicalPeriod.At(Facts.On("2020-02-10")), order + 1);
        yield return Facts.Coded("ARM", arm, "2020-02-10", order + 1);
        yield return Facts.Quantity("AGE", 49 + number, "2020-02-10", order + 1);
        yield return Facts.Coded("SEVERITY", "SEVERE", "2020-02-10", order + 1);
        if (deathDay is { } day)
        {
            var date = new DateOnly(2020, 2, 9).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            yield return Facts.Patient(order + 3 + (number == 3 ? 200 : 0), Facts.On(date));
        }
        else
        {
            yield return Facts.Observation("LAST_CONTACT", new OccurrenceValue(), ClinicalPeriod.At(Facts.On("2020-03-15")), order + 2);
        }

        if (number == 1)
        {
            yield return Facts.AdverseEvent("RASH", 1, "2020-02-12", order + 4);
            yield return Facts.AdverseEvent("RASH", 3, "2020-02-14", order + 5);
        }
    }
}
