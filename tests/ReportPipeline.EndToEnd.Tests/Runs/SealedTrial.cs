using Azure.Storage.Blobs;
using Microsoft.Extensions.Time.Testing;
using ReportPipeline.Custody.Acts;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Runs;

/// <summary>A small ledger with something of every kind in it: three entries over two days, sealed as a run seals.</summary>
internal sealed class SealedTrial
{
    public const string Report = "run-1/open.en.docx";
    public const string ActName = "run-1/acts/0001.json";

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2020, 6, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly PipelineStorage storage;
    private readonly AuditTrail audit;

    private SealedTrial(StorageOptions options)
    {
        Options = options;
        storage = PipelineStorage.Open(options, clock);
        audit = new AuditTrail(storage, clock);
    }

    public static SiteId Site { get; } = new("site-a");

    public StorageOptions Options { get; }

    public SigningKey Key { get; } = SigningKey.Create();

    public List<Receipt> Receipts { get; } = [];

    public AuditEntryName FirstLine { get; private set; } = null!;

    public static async Task<SealedTrial> CreateAsync(StorageOptions options)
    {
        var trial = new SealedTrial(options);
        await trial.AcceptAsync(3);
        await trial.MakeReportAsync();
        await trial.SealAsync();
        await trial.AcceptAsync(2);
        await trial.SealAsync();
        await trial.audit.RecordAsync(new AuditEvent(null, AuditAction.ReadReport, AuditOutcome.Done, Report), default);
        await trial.SealAsync();
        return trial;
    }

    public BlobClient Blob(string container, string name) => Container(container).GetBlobClient(name);

    public BlobContainerClient Container(string name) => new BlobServiceClient(Options.ConnectionString).GetBlobContainerClient(name);

    public static byte[] Body(int number) => System.Text.Encoding.UTF8.GetBytes($"bundle {number}");

    /// <summary>The whole chain made again with another key, as someone would who can write everywhere.</summary>
    public async Task RewriteWithAnotherKeyAsync()
    {
        await Container("ledger").DeleteAsync();
        await new LedgerSeal(storage, SigningKey.Create(), clock).SealAsync(default);
    }

    private async Task AcceptAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            var receipt = await storage.Bundles.AcceptAsync(Site, Body(Receipts.Count), clock.GetUtcNow());
            Receipts.Add(receipt);
            var line = await audit.RecordAsync(new AuditEvent(null, AuditAction.Submit, AuditOutcome.Done, receipt.Id), default);
            FirstLine ??= line;
            clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>A signed document, with the lines of the audit trail that vouch for both.</summary>
    private async Task MakeReportAsync()
    {
        await storage.Reports.CreateAsync(new Artefact(Report, "report"u8.ToArray(), "x"));
        await RecordAsync(AuditAction.Run, AuditOutcome.Done, "document", Report, "report"u8.ToArray());
        var document = new ActedDocument(Report, BundleArchive.HashOf("report"u8));
        var act = new Act("run-1", ActMeaning.Approved, new ActingPerson("Li Wei", "li", "committee.sign"), clock.GetUtcNow(), clock.GetUtcNow(), [document]);
        var signed = SignedAct.Sign(act, Key).ToBytes();
        await RecordAsync(AuditAction.Sign, AuditOutcome.Attempted, "act", ActName, signed);
        await storage.Reports.CreateAsync(new Artefact(ActName, signed, "x"));
    }

    private Task RecordAsync(string action, AuditOutcome outcome, string kind, string name, byte[] bytes) => audit.RecordAsync(
        new AuditEvent(null, action, outcome, "run-1") { Artefacts = [new AuditedArtefact(kind, $"reports/{name}", BundleArchive.HashOf(bytes))] }, default);

    private async Task SealAsync()
    {
        clock.Advance(TimeSpan.FromHours(3));
        var head = (await new LedgerSeal(storage, Key, clock).SealAsync(default)).Newest!;
        if (await new RunCatalogue(storage).FindAsync($"made-from-{head.Number}", default) is not null)
            return;
        var run = new RunIdentity($"made-from-{head.Number}", head.Number, head.Head, "snapshot", clock.GetUtcNow(), "p", "1", "hash", "0", 1);
        var mark = RunCatalogue.MarkOf(run);
        var made = new AuditedArtefact("document", $"results/{mark.Name}", BundleArchive.HashOf(mark.Bytes.Span));
        await audit.RecordAsync(new AuditEvent(null, AuditAction.Run, AuditOutcome.Done, run.RunId) { Artefacts = [made] }, default);
        await new RunCatalogue(storage).CompleteAsync(run, default);
        clock.Advance(TimeSpan.FromHours(9));
    }
}
