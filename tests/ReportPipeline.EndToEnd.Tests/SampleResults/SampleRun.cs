using System.Collections.Immutable;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.SampleTrial.Simulation;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.SampleResults;

/// <summary>The sample trial from its bundles to its results, in this process: every station but HTTP and storage.</summary>
internal static class SampleRun
{
    private static readonly DateTimeOffset AllVisitsPast = new(2024, 7, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<SampleOutcome> Once = new(() => Run("msc-covid19.json", protocol => new BundleWriter(protocol).WriteAll(ReconstructedTrial.Load())));

    private static readonly Lazy<SampleOutcome> Simulated = new(() => Run("simulated-ldl.json", protocol =>
        new ProtocolSimulator(protocol, 1, ImmutableDictionary<string, double>.Empty.Add("LDL", 0.4)).Bundles(72)));

    public static SampleOutcome Outcome => Once.Value;

    /// <summary>Another trial that is nothing but a protocol file: 72 simulated subjects, LDL cholesterol 0.4 mmol/L lower after treatment.</summary>
    public static SampleOutcome SecondTrial => Simulated.Value;

    /// <summary>The trial of a protocol file of the repository over any bundles.</summary>
    public static SampleOutcome Run(string file, Func<TrialProtocol, IEnumerable<BundleSubmission>> send)
    {
        var reading = ProtocolFile.Load(Repository.PathOf("protocols", file));
        reading.Problems.ShouldBeEmpty();
        var (protocol, decisions) = (reading.Protocol!, reading.Decisions!);
        var intake = new BundleIntake(protocol, new PseudonymKey(new byte[32]));
        var examined = send(protocol)
            .Select(submission => intake.Examine(new IntakeRequest(submission.Content, BundleFormat.Json, new SiteId(submission.Site), submission.SentAt.ToUniversalTime())))
            .ToList();
        var dataset = DeriveDataset.From(
            protocol, decisions, [.. examined.SelectMany(result => result.Facts)], examined.SelectMany(result => result.Queries));
        var identity = new RunIdentity("run", 1, "head", "snapshot", AllVisitsPast, protocol.Id, protocol.Version, reading.Hash, "0", examined.Count);
        return new SampleOutcome(protocol, examined, dataset, EndpointAnalyses.Run(protocol, decisions, dataset, identity));
    }
}

internal sealed record SampleOutcome(TrialProtocol Protocol, IReadOnlyList<IntakeResult> Examined, TrialDataset Dataset, AnalysisResults Results)
{
    public double Number(string id) => ((NumberValue)(Results.Find(id) ?? throw new ArgumentException($"No row {id}.")).Value).Value;
}
