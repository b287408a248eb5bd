using System.Collections.Immutable;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.Extensions.Time.Testing;
using ReportPipeline.Custody.Acts;
using ReportPipeline.Functions.Access;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.SampleTrial.Simulation;
using ReportPipeline.Storage;
using ReportPipeline.Tests.Runs;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Tests.SecondTrial;

/// <summary>
/// A report is released; then come new subjects, a correction and a late bundle. The next run's reports say of each number what it was
/// and why it changed.
/// </summary>
[Collection(AzuriteTests.Name)]
public sealed class ReleasedChangesTests(AzuriteFixture azurite)
{
    private static readonly ProtocolReading Protocol = ProtocolFile.Load(SecondTrialPipeline.ProtocolPath);

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2023, 12, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task RunAsync_AfterARelease_ReportsSayWhatChangedAndWhy()
    {
        var storage = azurite.Open(clock);
        var subjects = new ProtocolSimulator(Protocol.Protocol!, 1, ImmutableDictionary<string, double>.Empty).Bundles(10)
            .GroupBy(submission => submission.Subject).Select(own => own.ToList()).ToList();
        var (corrected, late) = (Cholesterol.LastOf(subjects[0]), Cholesterol.LastOf(subjects[1]));
        await AcceptAsync(storage, subjects.Take(6).SelectMany(own => own).Where(submission => submission != late)
            .Select(submission => submission == corrected ? Cholesterol.Wrong(submission) : submission));
        var first = await RunAsync(storage);
        await ReleaseAsync(storage, first);
        clock.Advance(TimeSpan.FromHours(3));
        await AcceptAsync(storage, [.. subjects.Skip(6).SelectMany(own => own), late, Cholesterol.Corrected(corrected)]);

        var second = await RunAsync(storage);

        (await TextAsync(storage, first, "closed.en")).ShouldContain("This is the first report");
        var rows = await ChangesAsync(storage, second);
        rows["Population (ITT), Total, number of subjects"].ShouldBe(["6", "10", "new subject"]);
        rows["LDL cholesterol at week 12 (primary endpoint): LDL cholesterol, at the visit (ITT), Total, number"].Last().ShouldBe("new subject · correction · late data");
        rows.Keys.ShouldNotContain(name => name.Contains("difference", StringComparison.Ordinal), "no look is open");
        (await TextAsync(storage, second, "closed.en")).ShouldMatch(
            @"Since the last released report \(data cut-off 1 Dec 2023, 00:00 UTC\), \d+ of the numbers that this report may show have changed \(new subject: \d+; correction: \d+; .*late data: \d+");
        (await TextAsync(storage, second, "open.zh-Hans")).ShouldMatch(@"自上次发布的报告（数据截止于2023年12月1日 00:00（UTC））以来，本报告可显示的数值中有\d+个发生变化（新受试者\d+个");
    }

    private async Task AcceptAsync(PipelineStorage storage, IEnumerable<BundleSubmission> submissions)
    {
        foreach (var submission in submissions)
        {
            await storage.Bundles.AcceptAsync(new SiteId(submission.Site), submission.Content, clock.GetUtcNow());
        }
    }

    private async Task<string> RunAsync(PipelineStorage storage) => (await RunParts.Pipeline(storage, Protocol, clock).RunAsync(default)).RunId!;

    // As the route does: the line of the trail first, then the act.
    private async Task ReleaseAsync(PipelineStorage storage, string run)
    {
        var documents = new[] { "closed.en", "open.en" }.Select(async name =>
            new ActedDocument($"{run}/{name}.docx", BundleArchive.HashOf(await storage.Reports.ReadAsync($"{run}/{name}.docx"))));
        var now = clock.GetUtcNow();
        var act = new Act(run, ActMeaning.Released, new ActingPerson("Li Wei", "li", Roles.Operator), now, now, [.. await Task.WhenAll(documents)]);
        var (name, bytes) = ($"{run}/acts/0001.json", SignedAct.Sign(act, RunParts.Signing).ToBytes());
        await new AuditTrail(storage, clock).RecordAsync(
            new AuditEvent(null, AuditAction.Release, AuditOutcome.Attempted, run) { Artefacts = [new AuditedArtefact("act", $"reports/{name}", BundleArchive.HashOf(bytes))] }, default);
        await storage.Reports.CreateAsync(new Artefact(name, bytes, "application/json"));
    }

    /// <summary>Rows of the list of changes: before, now and reason, by the name of the result, which no other has.</summary>
    private static async Task<Dictionary<string, string[]>> ChangesAsync(PipelineStorage storage, string run)
    {
        using var word = await OpenAsync(storage, run, "closed.en");
        return word.MainDocumentPart!.Document!.Descendants<TableRow>()
            .Where(row => row.Descendants<Tag>().Any(tag => tag.Val?.Value?.StartsWith("PREVIOUS/", StringComparison.Ordinal) == true))
            .Select(row => row.Elements<TableCell>().Select(cell => cell.InnerText).ToArray())
            .ToDictionary(cells => cells[0], cells => cells[1..]);
    }

    private static async Task<string> TextAsync(PipelineStorage storage, string run, string name)
    {
        using var word = await OpenAsync(storage, run, name);
        return word.MainDocumentPart!.Document!.Body!.InnerText;
    }

    private static async Task<WordprocessingDocument> OpenAsync(PipelineStorage storage, string run, string name) =>
        WordprocessingDocument.Open(new MemoryStream(await storage.Reports.ReadAsync($"{run}/{name}.docx") ?? []), isEditable: false);
}
