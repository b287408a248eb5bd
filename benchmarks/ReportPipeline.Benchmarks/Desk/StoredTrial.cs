using System.Collections.Immutable;
using ReportPipeline.Benchmarks.Receiving;
using ReportPipeline.Cli.Azurite;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Custody;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Reporting;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.SampleTrial.Simulation;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Benchmarks.Desk;

/// <summary>
/// The program on a storage that holds one run of a trial of any size. The run is made in this process, because posting the bundles of
/// ten thousand subjects takes a quarter of an hour and is another benchmark's business.
/// </summary>
internal sealed class StoredTrial : IAsyncDisposable
{
    public const string Site = SampleBodies.Site;

    private static readonly byte[] Key = new byte[PseudonymKey.LeastBytes];

    private readonly string folder = Directory.CreateTempSubdirectory("desk-benchmark-").FullName;
    private AzuriteProcess azurite = null!;
    private FunctionAppProcess app = null!;

    public Uri Address => app.Address;

    public string Run { get; private set; } = "";

    public static async Task<StoredTrial> MakeAsync(int subjects)
    {
        var trial = new StoredTrial();
        trial.azurite = await AzuriteProcess.StartAsync(Path.Combine(trial.folder, "blobs"));
        trial.Run = await trial.StoreAsync(subjects);
        var settings = DevelopmentSettings.Create(trial.azurite.ConnectionString, trial.folder, SampleBodies.ProtocolPath);
        settings["PseudonymKey"] = Convert.ToBase64String(Key);
        trial.app = await FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = settings, UnderHost = true });
        return trial;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await azurite.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<string> StoreAsync(int subjects)
    {
        var storage = PipelineStorage.Open(new StorageOptions { ConnectionString = azurite.ConnectionString }, TimeProvider.System);
        var reading = ProtocolFile.Load(SampleBodies.ProtocolPath);
        var settings = RunSettings.Of(reading, new PseudonymKey(Key));
        var (dataset, bundles) = Derive(subjects, reading);
        var entry = LedgerEntry.Seal(null, bundles, TimeProvider.System.GetUtcNow());
        await storage.Ledger.TryAppendAsync(entry.Number, entry.ToBytes());
        var protocol = reading.Protocol!;
        var identity = new RunIdentity(
            settings.Reading.RunAt(entry.Head), entry.Number, entry.Head, "benchmark", bundles[^1].ReceivedAt, protocol.Id, protocol.Version,
            reading.Hash, settings.SoftwareVersion, bundles.Count);
        var results = EndpointAnalyses.Run(protocol, reading.Decisions!, dataset, identity);
        await storage.Results.CreateAsync(new Artefact($"{identity.RunId}/results.json", ResultFiles.ToJson(results), "application/json"));
        await new SiteFeedback(storage, protocol, settings.Reading).StoreAsync(dataset, identity, CancellationToken.None);
        var document = ClinicalReport.Write(new ReportRequest { Protocol = protocol, Results = results, Audience = Audience.Closed, Language = "en" });
        await storage.Reports.CreateAsync(new Artefact($"{identity.RunId}/closed.en.docx", document, "application/octet-stream"));
        await new RunCatalogue(storage).CompleteAsync(identity, CancellationToken.None);
        return identity.RunId;
    }

    private static (TrialDataset Dataset, IReadOnlyList<SealedBundle> Bundles) Derive(int subjects, ProtocolReading reading)
    {
        var protocol = reading.Protocol!;
        var intake = new BundleIntake(protocol, new PseudonymKey(Key));
        var (facts, queries) = (ImmutableArray.CreateBuilder<ClinicalFact>(), new List<DataQuery>());
        var bundles = new List<SealedBundle>();
        var submissions = subjects == 44 ? new BundleWriter(protocol).WriteAll(ReconstructedTrial.Load()) : new TrialSimulator(protocol, 1).Bundles(subjects);
        foreach (var submission in submissions)
        {
            var examined = intake.Examine(new IntakeRequest(submission.Content, BundleFormat.Json, new SiteId(submission.Site), submission.SentAt));
            facts.AddRange(examined.Facts);
            queries.AddRange(examined.Queries);
            bundles.Add(new SealedBundle(submission.Site, examined.BundleHash, submission.SentAt));
        }

        return (DeriveDataset.From(protocol, reading.Decisions!, facts.ToImmutable(), queries), [.. bundles.OrderBy(bundle => bundle.ReceivedAt)]);
    }
}
