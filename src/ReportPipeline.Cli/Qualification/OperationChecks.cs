using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ReportPipeline.Cli.Client;
using ReportPipeline.Cli.Demo;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Cli.Verification;
using ReportPipeline.Custody;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Cli.Qualification;

/// <summary>Does the system do what it is for? The sample trial goes through it, station by station, on a storage of its own.</summary>
internal sealed class OperationChecks(LocalPipeline pipeline, string keys, TrialProtocol protocol)
{
    /// <summary>Row and figure as published, or as worked out from the published counts.</summary>
    private static readonly (string Id, double Value, double Tolerance)[] Figures =
    [
        ("F1A/full/total/enrolled/n", 44, 0), ("T4/full/MSC/outcome/n", 24, 0), ("T4/full/CONTROL/outcome/n", 12, 0),
        ("T4/full/MSC:CONTROL/outcome/p", .047772, 5e-7), ("T4/per-protocol/MSC:CONTROL/outcome/p", .030523, 5e-7),
        ("S5/safety/MSC/events/n", 56, 0), ("S5/safety/CONTROL/events/n", 59, 0), ("S-HYPERTENSION/safety/MSC:CONTROL/outcome/p", .047772, 5e-7),
    ];

    private readonly PipelineClient client = new(pipeline.App.Address, DevelopmentIssuer.Open(keys), TimeProvider.System);
    private readonly PipelineStorage storage = PipelineStorage.Open(
        new StorageOptions { ConnectionString = pipeline.Azurite.ConnectionString }, TimeProvider.System);

    /// <summary>Version of the program that made the results; empty until the run.</summary>
    public string SoftwareVersion { get; private set; } = "";

    public async IAsyncEnumerable<QualificationStep> RunAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return await RefuseStrangersAsync(cancellation);
        yield return await RefuseNonsenseAsync(cancellation);
        yield return await TakeTheTrialAsync(cancellation);
        yield return await RepeatAsync(cancellation);
        yield return await KeepOnceAsync(cancellation);
        var log = await client.RunAnalysesAsync(cancellation);
        var again = await client.RunAnalysesAsync(cancellation);
        yield return new QualificationStep("OQ-15", "Run, and run again", "the second run finds nothing new",
            $"{log[^1]} {again[^1]}", again.Any(line => line.StartsWith("Nothing new", StringComparison.Ordinal)));
        var reports = await client.ListReportsAsync(cancellation);
        var results = ResultFiles.FromJson(await client.GetResultsAsync(reports[0].Run, cancellation));
        SoftwareVersion = results.Identity.SoftwareVersion;
        foreach (var (figure, index) in Figures.Select((figure, index) => (figure, index)))
            yield return Figure(results, figure, index);
        foreach (var (report, index) in reports.Select((report, index) => (report, index)))
            yield return await VerifyAsync(report, 30 + index, cancellation);
        yield return await FindTheChangeAsync(reports[0], cancellation);
        yield return await LedgerAsync(cancellation);
        yield return await TamperAsync(cancellation);
    }

    private async Task<QualificationStep> RefuseStrangersAsync(CancellationToken cancellation)
    {
        using var stranger = new HttpClient { BaseAddress = pipeline.App.Address };
        using var content = new StringContent("{}", Encoding.UTF8, "application/fhir+json");
        using var post = await stranger.PostAsync("/api/fhir", content, cancellation);
        using var read = await stranger.GetAsync("/api/reports", cancellation);
        return QualificationStep.Compare("OQ-10", "Post and read without a token", "401 401", Codes(post, read));
    }

    private async Task<QualificationStep> RefuseNonsenseAsync(CancellationToken cancellation)
    {
        using var hospital = new HttpClient { BaseAddress = pipeline.App.Address };
        var role = Roles.OfSite(protocol.Sites[0].Id);
        hospital.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", DevelopmentIssuer.Open(keys).Issue(
            new TokenRequest("qualification", [role], DevelopmentSettings.Audience, TimeProvider.System.GetUtcNow())));
        using var nonsense = new StringContent("{\"resourceType\":", Encoding.UTF8, "application/fhir+json");
        using var post = await hospital.PostAsync("/api/fhir", nonsense, cancellation);
        using var read = await hospital.GetAsync("/api/reports", cancellation);
        return QualificationStep.Compare("OQ-11", "A broken body; a hospital asks for the committee's reports", "400 403", Codes(post, read));
    }

    private async Task<QualificationStep> TakeTheTrialAsync(CancellationToken cancellation)
    {
        var (accepted, sent) = (0, 0);
        foreach (var site in DemoBundles.BySite(protocol))
        {
            foreach (var bundle in site.Bundles)
            {
                sent++;
                accepted += (await client.SubmitAsync(site.Site, bundle.Content, cancellation)).Accepted ? 1 : 0;
            }
        }

        return new QualificationStep("OQ-12", "Both hospitals' bundles of the sample trial", "every one accepted",
            string.Create(CultureInfo.InvariantCulture, $"{accepted} of {sent}"), accepted == sent && sent > 0);
    }

    private async Task<QualificationStep> RepeatAsync(CancellationToken cancellation)
    {
        var site = DemoBundles.BySite(protocol)[0];
        var first = await client.SubmitAsync(site.Site, site.Bundles[0].Content, cancellation);
        var second = await client.SubmitAsync(site.Site, site.Bundles[0].Content, cancellation);
        return QualificationStep.Compare("OQ-13", "The same bundle again", first.Receipt ?? "a receipt", second.Receipt ?? "none");
    }

    private async Task<QualificationStep> KeepOnceAsync(CancellationToken cancellation)
    {
        const string name = "qualification/once.txt";
        await storage.Snapshots.CreateAsync(new Artefact(name, "first"u8.ToArray(), "text/plain"), cancellation);
        var kept = false;
        try
        {
            await storage.Snapshots.CreateAsync(new Artefact(name, "second"u8.ToArray(), "text/plain"), cancellation);
        }
        catch (StoredBytesDifferException)
        {
            kept = true;
        }

        var found = Encoding.UTF8.GetString(await storage.Snapshots.ReadAsync(name, cancellation) ?? []);
        return new QualificationStep("OQ-14", "Write a name of the storage twice, with other bytes", "the second is refused, the first is read back",
            $"{(kept ? "refused" : "taken")}, \"{found}\"", kept && found == "first");
    }

    private static QualificationStep Figure(AnalysisResults results, (string Id, double Value, double Tolerance) figure, int index)
    {
        var found = results.Find(figure.Id)?.Value is NumberValue number ? number.Value : (double?)null;
        return new QualificationStep(
            string.Create(CultureInfo.InvariantCulture, $"OQ-{20 + index}"), $"Result {figure.Id}",
            figure.Value.ToString(CultureInfo.InvariantCulture), found?.ToString("G12", CultureInfo.InvariantCulture) ?? "no number",
            found is { } value && Math.Abs(value - figure.Value) <= figure.Tolerance);
    }

    private async Task<QualificationStep> VerifyAsync(ListedReport report, int number, CancellationToken cancellation)
    {
        var findings = DocumentCheck.Run(await EvidenceAsync(report, cancellation));
        return new QualificationStep(string.Create(CultureInfo.InvariantCulture, $"OQ-{number}"), $"Document {report.Audience}.{report.Language} against its signed manifest", "authentic, every number",
            findings.IsAuthentic ? "authentic" : $"{findings.Problems.Count} problems, {findings.Changes.Count} changes", findings.IsAuthentic);
    }

    private async Task<QualificationStep> FindTheChangeAsync(ListedReport report, CancellationToken cancellation)
    {
        var evidence = await EvidenceAsync(report, cancellation);
        var changed = (byte[])evidence.Document.Clone();
        changed[changed.Length / 2] ^= 1;
        var findings = DocumentCheck.Run(evidence with { Document = changed });
        return new QualificationStep("OQ-39", "The same with one bit of the document turned", "not authentic",
            findings.IsAuthentic ? "authentic" : "not authentic", !findings.IsAuthentic);
    }

    private async Task<DocumentEvidence> EvidenceAsync(ListedReport report, CancellationToken cancellation) => new(
        await client.GetReportAsync(report, cancellation),
        await client.GetManifestAsync(report, cancellation),
        await client.GetSignatureAsync(report, cancellation),
        VerificationKey.FromPem(Encoding.ASCII.GetString(await client.GetVerificationKeyAsync(cancellation))));

    private async Task<QualificationStep> LedgerAsync(CancellationToken cancellation)
    {
        var check = await LedgerCheck.RunAsync(storage, cancellation);
        return new QualificationStep("OQ-40", "The ledger, from storage", "every hash agrees",
            string.Create(CultureInfo.InvariantCulture, $"{check.Entries} entries, {check.Bundles} bundles, {check.Findings.Count} findings"),
            check.Findings.Count == 0 && check.Bundles > 0);
    }

    private async Task<QualificationStep> TamperAsync(CancellationToken cancellation)
    {
        var bytes = (await storage.Ledger.ReadAsync(1, cancellation))!;
        var head = LedgerEntry.Read(bytes).Head;
        var positions = Enumerable.Range(0, 64).Select(step => (int)((long)step * (bytes.Length - 1) / 63)).Distinct().ToList();
        var found = positions.Count(position => IsFound(bytes, position, head));
        return new QualificationStep("OQ-41", "One byte of a ledger entry altered, at places over its whole length", "found each time",
            string.Create(CultureInfo.InvariantCulture, $"{found} of {positions.Count}"), found == positions.Count);
    }

    /// <summary>An altered entry cannot be read, or is another entry, which the next one's previous head does not name.</summary>
    private static bool IsFound(byte[] entry, int position, string head)
    {
        var altered = (byte[])entry.Clone();
        altered[position] ^= 1;
        try
        {
            return LedgerEntry.Read(altered).Head != head;
        }
        catch (LedgerBrokenException)
        {
            return true;
        }
    }

    private static string Codes(params ReadOnlySpan<HttpResponseMessage> answers)
    {
        var codes = new List<string>();
        foreach (var answer in answers)
            codes.Add(((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
        return string.Join(' ', codes);
    }
}
