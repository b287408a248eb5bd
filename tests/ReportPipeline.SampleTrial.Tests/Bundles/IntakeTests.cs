using CsCheck;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.SampleTrial.Simulation;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.SampleTrial.Tests.Bundles;

/// <summary>The bundles through the receiving half and the derivations: what the reconstruction says must come out again.</summary>
public sealed class IntakeTests
{
    private static readonly BundleIntake Intake = new(SampleProtocol.Protocol, new PseudonymKey(new byte[32]));

    [Fact]
    public void Examine_Reconstruction_OnlyTheGradeFiveSurvivorIsQueried() =>
        Examine(new BundleWriter(SampleProtocol.Protocol).WriteAll(ReconstructedTrial.Load()))
            .SelectMany(result => result.Issues.Select(issue => (result.Accepted, issue.Code)))
            .ShouldBe([(true, "outcome-conflict")]);

    [Fact]
    public void Examine_SimulationOfAnySeed_NoIssues() => Gen.ULong.Sample(
        seed => Examine(new TrialSimulator(SampleProtocol.Protocol, seed).Bundles(6)).All(result => result.Issues.IsEmpty),
        iter: 30,
        threads: 1);

    [Fact]
    public void DeriveDataset_Reconstruction_MeetsThePublishedCounts()
    {
        var dataset = Derive(new BundleWriter(SampleProtocol.Protocol).WriteAll(ReconstructedTrial.Load()));
        dataset.Queries.Select(query => $"{query.Code} {query.Subject?.Value} {query.Parameter}").ShouldBe(["outcome-conflict RM-022 RESPIRATORY_FAILURE"]);
        Survivors(dataset, AnalysisSetKind.FullAnalysis).ShouldBe((24, 26, 12, 18));
        Survivors(dataset, AnalysisSetKind.PerProtocol).ShouldBe((23, 24, 12, 18));
        Events(dataset, "MSC").ShouldBe((20, 56));
        Events(dataset, "CONTROL").ShouldBe((18, 59));
        Grades(dataset, "MSC").ShouldBe([40, 6, 3, 4, 3]);
        Grades(dataset, "CONTROL").ShouldBe([39, 5, 3, 7, 5]);
    }

    [Fact]
    public void DeriveDataset_Reconstruction_KeepsTheLastWord()
    {
        var dataset = Derive(new BundleWriter(SampleProtocol.Protocol).WriteAll(ReconstructedTrial.Load()));
        Value(dataset, "ZJ-004", "SPO2", "day-7").ShouldBe(97);
        Value(dataset, "RM-020", "CRP", "day-3").ShouldBe(61.9m);
        dataset.Subjects.Single(data => data.Subject.Subject.Value == "ZJ-002").AdverseEvents.ShouldBeEmpty();
    }

    [Fact]
    public void DeriveDataset_Simulation_IsComplete()
    {
        var dataset = Derive(new TrialSimulator(SampleProtocol.Protocol, 7).Bundles(60));
        dataset.Queries.ShouldBeEmpty();
        dataset.Subjects.Length.ShouldBe(60);
        dataset.Subjects.ShouldAllBe(data => data.Survival != null && data.Subject.Age != null
            && (data.Subject.Death != null) == data.AdverseEvents.Any(item => item.Grade == 5));
    }

    private static IEnumerable<IntakeResult> Examine(IEnumerable<BundleSubmission> submissions) => submissions.Select(submission =>
        Intake.Examine(new IntakeRequest(submission.Content, BundleFormat.Json, new SiteId(submission.Site), submission.SentAt)));

    private static TrialDataset Derive(IEnumerable<BundleSubmission> submissions)
    {
        var results = Examine(submissions).ToList();
        return DeriveDataset.From(
            SampleProtocol.Protocol,
            SampleProtocol.Reading.Decisions!,
            [.. results.SelectMany(result => result.Facts)],
            results.SelectMany(result => result.Queries));
    }

    private static (int, int, int, int) Survivors(TrialDataset dataset, AnalysisSetKind kind)
    {
        var set = SampleProtocol.Protocol.AnalysisSets.First(candidate => candidate.Kind == kind).Id;
        var first = dataset.In(set, "MSC");
        var second = dataset.In(set, "CONTROL");
        return (first.Count(Alive), first.Length, second.Count(Alive), second.Length);
    }

    private static bool Alive(SubjectData data) => data.Survival is { EventObserved: false, Time: 30 };

    private static (int Subjects, int Events) Events(TrialDataset dataset, string arm)
    {
        var subjects = dataset.Subjects.Where(data => data.Subject.Arm == arm).ToList();
        return (subjects.Count(data => !data.AdverseEvents.IsEmpty), subjects.Sum(data => data.AdverseEvents.Length));
    }

    private static IEnumerable<int> Grades(TrialDataset dataset, string arm) => Enumerable.Range(1, 5).Select(grade => dataset.Subjects
        .Where(data => data.Subject.Arm == arm)
        .Sum(data => data.AdverseEvents.Count(item => item.Grade == grade)));

    private static decimal? Value(TrialDataset dataset, string subject, string parameter, string visit) => dataset.Subjects
        .Single(data => data.Subject.Subject.Value == subject).Findings
        .Single(finding => finding.Parameter == parameter && finding.Visit == visit).AnalysisValue;
}
