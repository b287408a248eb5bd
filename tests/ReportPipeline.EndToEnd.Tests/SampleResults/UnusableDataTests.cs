using System.Collections.Immutable;
using System.Text;
using ReportPipeline.Reporting;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.SampleResults;

/// <summary>Datasets from which little or nothing can be estimated, under both protocols: every row is a number or a reason.</summary>
public sealed class UnusableDataTests
{
    private static readonly Dictionary<string, Func<TrialProtocol, ImmutableArray<SubjectData>, IEnumerable<SubjectData>>> Cases = new(StringComparer.Ordinal)
    {
        ["all times zero, as observed"] = (_, all) => all.Select(data => data with { Survival = data.Survival! with { Time = 0 } }),
        ["all times zero, everyone dead"] = (_, all) => all.Select(data => data with { Survival = data.Survival! with { Time = 0, EventObserved = true } }),
        ["all times zero, nobody dead"] = (_, all) => all.Select(data => data with { Survival = data.Survival! with { Time = 0, EventObserved = false } }),
        ["one arm without events"] = (protocol, all) => all.Select(data => data.Subject.Arm == protocol.ExperimentalArm.Code ? WithoutEvents(data) : data),
        ["no events"] = (_, all) => all.Select(WithoutEvents),
        ["one arm empty"] = (protocol, all) => all.Where(data => data.Subject.Arm == protocol.ExperimentalArm.Code),
        ["one subject"] = (_, all) => all.Take(1),
        ["nobody"] = (_, _) => [],
        ["every value missing"] = (_, all) => all.Select(data => data with
        {
            Findings = [.. data.Findings.Select(finding => finding with { AnalysisValue = null, CodedValue = null, Baseline = null, MissingReason = "not-performed" })],
        }),
        ["no findings"] = (_, all) => all.Select(data => data with { Findings = [] }),
    };

    public static TheoryData<string, bool> Every
    {
        get
        {
            var every = new TheoryData<string, bool>();
            foreach (var name in Cases.Keys)
            {
                every.Add(name, false);
                every.Add(name, true);
            }

            return every;
        }
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Run_UnusableData_IsNumbersAndReasons(string name, bool secondTrial)
    {
        var (protocol, results) = Run(secondTrial ? SampleRun.SecondTrial : SampleRun.Outcome, Cases[name]);

        results.Rows.Select(row => row.Value).OfType<NumberValue>().ShouldAllBe(number => double.IsFinite(number.Value));
        var reasons = results.Rows.Select(row => row.Value).OfType<NotEstimableValue>().ToList();
        reasons.ShouldNotBeEmpty();
        reasons.ShouldAllBe(value => value.Reason.Length > 0);
        Encoding.UTF8.GetString(ResultFiles.ToCsv(results)).ShouldNotContain("NaN");
        foreach (var (audience, language) in new[] { (Audience.Open, "en"), (Audience.Closed, "zh-Hans") })
        {
            var request = new ReportRequest { Protocol = protocol, Results = results, Audience = audience, Language = language };
            ClinicalReport.Write(request).Take(2).ShouldBe("PK"u8.ToArray());
        }
    }

    // By hand: at day 0 everyone of the arm is at risk; of n with d dead the curve falls to 1 − d/n there.
    [Theory]
    [InlineData("all times zero, everyone dead", 12, 12, 0)]
    [InlineData("all times zero, nobody dead", 12, 0, 1)]
    public void Run_AllTimesZero_StepsAtDayZero(string name, double atRisk, double events, double survival)
    {
        var (protocol, results) = Run(SampleRun.Outcome, (of, all) => Cases[name](of, [.. all.Where(data => data.Subject.Arm == of.ExperimentalArm.Code).Take(12)]));
        var step = $"F2/full/{protocol.ExperimentalArm.Code}/survival/0";

        Number("at-risk").ShouldBe(atRisk);
        Number("events").ShouldBe(events);
        Number("survival").ShouldBe(survival);

        double Number(string statistic) => ((NumberValue)results.Find($"{step}/{statistic}")!.Value).Value;
    }

    private static (TrialProtocol Protocol, AnalysisResults Results) Run(
        SampleOutcome trial, Func<TrialProtocol, ImmutableArray<SubjectData>, IEnumerable<SubjectData>> change)
    {
        var (protocol, decisions) = (trial.Protocol, DecisionList.Empty(trial.Protocol.Id));
        var content = new DatasetContent([.. change(protocol, trial.Dataset.Subjects)], [], [.. trial.Dataset.SourceVersions.Values]);
        return (protocol, EndpointAnalyses.Run(protocol, decisions, new TrialDataset(protocol, decisions, content), trial.Results.Identity));
    }

    private static SubjectData WithoutEvents(SubjectData data) => data with
    {
        AdverseEvents = [],
        Survival = data.Survival! with { Time = 30, EventObserved = false },
        Subject = data.Subject with { Death = null },
    };
}
