using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
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
    private static readonly Lazy<SampleOutcome> Once = new(Run);

    public static SampleOutcome Outcome => Once.Value;

    private static SampleOutcome Run()
    {
        var reading = ProtocolFile.Load(Repository.PathOf("protocols", "msc-covid19.json"));
        var (protocol, decisions) = (reading.Protocol!, reading.Decisions!);
        var intake = new BundleIntake(protocol, new PseudonymKey(new byte[32]));
        var examined = new BundleWriter(protocol).WriteAll(ReconstructedTrial.Load())
            .Select(submission => intake.Examine(new IntakeRequest(submission.Content, BundleFormat.Json, new SiteId(submission.Site), submission.SentAt.ToUniversalTime())))
            .ToList();
        var dataset = DeriveDataset.From(
            protocol, decisions, [.. examined.SelectMany(result => result.Facts)], examined.SelectMany(result => result.Queries));
        var identity = new RunIdentity("run", 1, "head", "snapshot", DateTimeOffset.UnixEpoch, protocol.Id, protocol.Version, reading.Hash, "0", examined.Count);
        return new SampleOutcome(protocol, examined, dataset, EndpointAnalyses.Run(protocol, decisions, dataset, identity));
    }
}

internal sealed record SampleOutcome(TrialProtocol Protocol, IReadOnlyList<IntakeResult> Examined, TrialDataset Dataset, AnalysisResults Results)
{
    public double Number(string id) => ((NumberValue)(Results.Find(id) ?? throw new ArgumentException($"No row {id}.")).Value).Value;
}
