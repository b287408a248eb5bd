using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Benchmarks.Reports;

/// <summary>The sample trial from its bundles to its results, before the clock runs.</summary>
internal sealed record SampleTrialResults(TrialProtocol Protocol, AnalysisResults Results)
{
    public static SampleTrialResults Make()
    {
        var reading = ProtocolFile.Load(Path.Combine(AppContext.BaseDirectory, "protocols", "msc-covid19.json"));
        var (protocol, decisions) = (reading.Protocol!, reading.Decisions!);
        var intake = new BundleIntake(protocol, new PseudonymKey(new byte[PseudonymKey.LeastBytes]));
        var examined = new BundleWriter(protocol).WriteAll(ReconstructedTrial.Load())
            .Select(submission => intake.Examine(new IntakeRequest(submission.Content, BundleFormat.Json, new SiteId(submission.Site), submission.SentAt)))
            .ToList();
        var dataset = DeriveDataset.From(
            protocol, decisions, [.. examined.SelectMany(result => result.Facts)], examined.SelectMany(result => result.Queries));
        var identity = new RunIdentity(
            "benchmark", 1, "head", "snapshot", DateTimeOffset.UnixEpoch, protocol.Id, protocol.Version, reading.Hash, "0", examined.Count);
        return new SampleTrialResults(protocol, EndpointAnalyses.Run(protocol, decisions, dataset, identity));
    }
}
