using System.Collections.Immutable;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using ReportPipeline.Custody.Acts;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Ingest;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Functions.WebDesk;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Tests.Runs;

/// <summary>
/// A real run's storage, in which one thing after the other is altered, removed or inserted, in every container of the record: each is
/// named. What could be the rest of something that was cut is named as a remark: those sentences begin with <c>Note: </c> here.
/// </summary>
[Collection(AzuriteTests.Name)]
public sealed class TamperedContainersTests(AzuriteFixture azurite)
{
    private const string Note = "Note: ";

    private const string Other = "0000000000000000000000000000000000000000000000000000000000000000";

    private static readonly IReadOnlyList<BundleSubmission> Submissions =
        [.. new BundleWriter(RunToBeKilled.Protocol.Protocol!).WriteAll(ReconstructedTrial.Load().Take(3)).Take(3)];

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2020, 6, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task LedgerCheck_OneThingTamperedWithInEachContainer_NamesIt()
    {
        var options = Options();
        await FillAsync(PipelineStorage.Open(options, clock), runs: 2);

        var tampered = new TamperedStorage(options);
        await NamesEachAsync(options, tampered, Cases(tampered));
    }

    // The newest report is not sealed before the next run: its readers have it by then.
    [Fact]
    public async Task LedgerCheck_RunThatIsNotSealedYetTamperedWith_NamesIt()
    {
        var options = Options();
        await FillAsync(PipelineStorage.Open(options, clock), runs: 1);
        var storage = PipelineStorage.Open(options, clock);
        var audit = new AuditTrail(storage, clock);
        await new ConfigurationTrail(storage, audit, new Configuration(ImmutableSortedDictionary<string, string>.Empty.Add("a", "c"))).RecordAsync(default);
        new KeyRing(storage, audit).StoreElement(new XElement("another"), "another");
        await SignAsync(storage, audit);

        var tampered = new TamperedStorage(options);
        await NamesEachAsync(options, tampered, NotSealed(tampered, KeyRing.NameOf("<another />"u8.ToArray())));
    }

    // Whoever can write everywhere can also write a line that tells of the bytes put there; the manifest is signed.
    [Theory]
    [InlineData("/closed.en.docx", "says another hash than the signed manifest")]
    [InlineData("/results.json", "says another hash than the signed manifest")]
    [InlineData("/manifest.json", "its signature does not verify")]
    public async Task LedgerCheck_DocumentAlteredWithTheLineOfItsRun_NamesIt(string file, string told)
    {
        var options = Options();
        await FillAsync(PipelineStorage.Open(options, clock), runs: 1);
        var tampered = new TamperedStorage(options);
        var container = file == "/results.json" ? "results" : "reports";
        var name = (await tampered.FindAllAsync(container)).First(blob => blob.EndsWith(file, StringComparison.Ordinal) && blob.Count(sign => sign == '/') == 1);
        await tampered.AlterAsync(container, name);
        await RewriteLineAsync(options, $"{container}/{name}");

        (await CheckAsync(options)).ShouldContain(sentence => sentence.Contains(name, StringComparison.Ordinal) && sentence.Contains(told, StringComparison.Ordinal));
    }

    private StorageOptions Options() => azurite.Options() with { AttemptTimeout = TimeSpan.FromMinutes(2), OperationTimeout = TimeSpan.FromMinutes(5) };

    private async Task NamesEachAsync(
        StorageOptions options, TamperedStorage storage, IEnumerable<(string What, Func<Task<string>> Tamper, string Told)> cases)
    {
        var missed = new List<string>();
        (await CheckAsync(options)).ShouldBeEmpty();

        foreach (var (what, tamper, told) in cases)
        {
            var name = await tamper();
            var sentences = await CheckAsync(options);
            if (!sentences.Any(sentence => sentence.Contains(name, StringComparison.Ordinal) && Tells(sentence, told)))
                missed.Add($"{what}: {string.Join(" / ", sentences)}");
            await storage.UndoAsync();
        }

        missed.ShouldBeEmpty();
        (await CheckAsync(options)).ShouldBeEmpty();
    }

    private static bool Tells(string sentence, string told) =>
        sentence.StartsWith(Note, StringComparison.Ordinal) == told.StartsWith(Note, StringComparison.Ordinal)
        && sentence.Contains(told.StartsWith(Note, StringComparison.Ordinal) ? told[Note.Length..] : told, StringComparison.Ordinal);

    private static IEnumerable<(string What, Func<Task<string>> Tamper, string Told)> NotSealed(TamperedStorage storage, string deskKey)
    {
        const string Altered = "has other bytes than the audit trail says";
        const string Removed = "which a line of the audit trail tells of, is missing";
        return
        [
            .. Of(storage, "reports", "closed.en.docx", Altered, Removed),
            .. Of(storage, "reports", "open.zh-Hans.docx", Altered, Removed),
            .. Of(storage, "reports", "closed.en.manifest.json", Altered, Removed),
            .. Of(storage, "reports", "/manifest.json", Altered, Removed),
            .. Of(storage, "reports", "/manifest.sig", Altered, Removed),
            .. Of(storage, "reports", "/acts/0001.json", Altered, "some were removed").Select(act => act with { Tamper = async () =>
            {
                var name = await act.Tamper();
                return act.Told == Altered ? name : "/acts holds 0 acts";
            } }),
            .. Of(storage, "results", "results.json", Altered, Removed),
            .. Of(storage, "results", "results.csv", Altered, Removed),
            .. Of(storage, "results", "/complete", Altered, "the run was complete, and the mark was removed"),
            .. Of(storage, "snapshots", "/snapshot.json", Altered, Removed),
            .. Of(storage, "snapshots", "facts/", Altered, Removed),
            .. Of(storage, "snapshots", "identity/", Altered, Removed),
            .. Of(storage, "snapshots", "/states/", Altered, Removed),
            .. Of(storage, "snapshots", "tables/ADSL", "has other bytes than its name says", "names, is missing"),
            .. Of(storage, "ledger", "configuration/0000000000000002", Altered, Removed),
            .. Of(storage, "keys", deskKey, Altered, Removed),
        ];
    }

    private static IEnumerable<(string What, Func<Task<string>> Tamper, string Told)> Cases(TamperedStorage storage) =>
    [
        .. Of(storage, "snapshots", "facts/", "has other bytes than were sealed", "is missing"),
        .. Of(storage, "snapshots", "identity/", "has other bytes than were sealed", "is missing"),
        .. Of(storage, "snapshots", "/states/", "has other bytes than were sealed", "is missing"),
        .. Of(storage, "snapshots", "/volumes/", "has other bytes than its name says", "names, is missing"),
        .. Of(storage, "snapshots", "/register/", "has other bytes than its name says", "names, is missing"),
        .. Of(storage, "snapshots", "tables/ADSL", "has other bytes than its name says", "names, is missing"),
        .. Of(storage, "snapshots", "/snapshot.json", "has other bytes than were sealed", "is missing"),
        .. Of(storage, "results", "results.json", "has other bytes than were sealed", "is missing"),
        .. Of(storage, "results", "/complete", "has other bytes than were sealed", "the run was complete, and the mark was removed"),
        .. Of(storage, "reports", "closed.en.docx", "has other bytes than were sealed", "is missing"),
        .. Of(storage, "audit", "bundle.submit", "has other bytes than were sealed", "is missing"),
        .. Of(storage, "ledger", "configuration/", "has other bytes than were sealed", "is missing"),
        .. Of(storage, "claims", "created/", "is of another bundle than the audit trail says", "is missing"),
        .. Of(storage, "keys", "desk/", "has other bytes than were sealed", "is missing"),
        .. Of(storage, "arrivals", Submissions[0].Site, "has other bytes than were written", "names, is missing"),
        .. Inserted(storage),
        .. Notes(storage),
        ("body altered", () => DoAsync("rejected", "/body", storage.AlterAsync, storage), "has other bytes than were refused"),
        ("answer altered", () => DoAsync("rejected", "/outcome.json", storage.AlterAsync, storage), "has other bytes than were refused"),
        .. new[] { "facts/", "/snapshot.json", "tables/ADSL" }.Select(by => ($"state replaced by {by}", (Func<Task<string>>)(async () =>
        {
            var state = await storage.FindAsync("snapshots", "/states/");
            await storage.ReplaceAsync("snapshots", state, await storage.FindAsync("snapshots", by));
            return state;
        }), "has other bytes than were sealed")),
        ("mark replaced by results", async () =>
        {
            var mark = await storage.FindAsync("results", "/complete");
            await storage.ReplaceAsync("results", mark, await storage.FindAsync("results", "results.json"));
            return mark;
        }, "has other bytes than were sealed"),
        ("act or line replaced by another", async () =>
        {
            var line = await storage.FindAsync("audit", "bundle.submit");
            await storage.ReplaceAsync("audit", line, await storage.FindAsync("audit", "run"));
            return line;
        }, "has other bytes than were sealed"),
        ("claim given to another bundle of the hospital", async () =>
        {
            var name = await storage.FindAsync("claims", "created/Patient-0");
            await storage.ReplaceAsync("claims", name, await storage.FindAsync("claims", "created/Patient-1"));
            return name;
        }, "is of another bundle than the audit trail says"),
        ("claim of a bundle that has others", async () =>
        {
            await storage.CopyAsync("claims", await storage.FindAsync("claims", "created/Patient-0"), $"{Submissions[0].Site}/created/Patient-x");
            return "Patient-x";
        }, "is in no line about its bundle"),
        ("lease blob filled", async () =>
        {
            await storage.InsertAsync("leases", "run", "junk"u8.ToArray());
            return "leases/run";
        }, "holds one empty blob"),
    ];

    /// <summary>The file altered, then removed.</summary>
    private static IEnumerable<(string What, Func<Task<string>> Tamper, string Told)> Of(TamperedStorage storage, string container, string text, string altered, string removed) =>
    [
        ($"{container} {text} altered", () => DoAsync(container, text, storage.AlterAsync, storage), altered),
        ($"{container} {text} removed", container == "arrivals"
            ? async () =>
            {
                var marker = await DoAsync(container, text, storage.RemoveAsync, storage);
                return BundleArchive.ParseMarker(marker)!.Arrival.BundleHash;
            }
            : () => DoAsync(container, text, storage.RemoveAsync, storage), container == "arrivals" ? "has lost its arrival marker" : removed),
    ];

    private static IEnumerable<(string, Func<Task<string>>, string)> Inserted(TamperedStorage storage)
    {
        var junk = "junk"u8.ToArray();
        var hash = BundleArchive.HashOf(junk);
        return
        [
            .. new (string Container, string Name, string Told)[]
            {
                ("snapshots", "facts/junk.json", "was inserted: it is nothing that a run stores"),
                ("snapshots", "facts/0123456789abcdef/0000000001-0123456789abcdef/00000.json", "is of no ledger entry"),
                ("snapshots", $"tables/ADSL/{hash}.json", Note + "is named by no sealed state"),
                ("snapshots", $"tables/ADSL/{Other}.json", "has other bytes than its name says"),
                ("snapshots", "note.txt", Note + "of a run that was cut or has not ended, or put there"),
                ("results", "fake-run/results.json", Note + "of a run that was cut or has not ended, or put there"),
                ("reports", "fake-run/acts/0001.json", "is in no entry"),
                ("bundles", "note.txt", "is no bundle"),
                ("bundles", $"{Submissions[0].Site}/{hash}", Note + "was never acknowledged"),
                ("bundles", $"{Submissions[0].Site}/{Other}", "has other bytes than its name says"),
                ("arrivals", "2020/06/01/00/00/note.txt", "is no arrival marker"),
                ("arrivals", $"2020/06/01/00/00/000000000-20200601T000000" + $"0000000Z-{Other}-{Submissions[0].Site}", "names a bundle that storage does not hold"),
                ("rejected", "note.txt", "is no part of a refusal"),
                ("claims", $"{Submissions[0].Site}/created/Patient-x", "names no bundle"),
                ("ledger", "note.txt", "was inserted"),
                ("ledger", "keys/note.pem", "is not the key that its name says"),
                ("ledger", "configuration/0000000000000002.json", "is in no entry"),
                ("audit", "note.txt", "is in no entry"),
                ("keys", "note.txt", "has other bytes than its name says"),
                ("keys", $"desk/{Other}.xml", "has other bytes than its name says"),
                ("keys", $"desk/{hash}.xml", "is in no entry"),
                ("leases", "note.txt", "holds one empty blob"),
            }.Select(one => ($"{one.Container}/{one.Name} inserted", (Func<Task<string>>)(async () =>
            {
                await storage.InsertAsync(one.Container, one.Name, junk);
                return one.Name.StartsWith("keys/", StringComparison.Ordinal) ? "note" : one.Name.Split('/')[0];
            }), one.Told)),
            ("claim of a bundle that was never kept", async () =>
            {
                await storage.InsertAsync("claims", $"{Submissions[0].Site}/created/Patient-x", Encoding.ASCII.GetBytes(Other));
                return "Patient-x";
            }, Note + "of a bundle that was never kept"),
            ("key that has signed nothing", async () =>
            {
                var key = SigningKey.Create().Verification;
                await storage.InsertAsync("ledger", $"keys/{key.KeyId}.pem", Encoding.ASCII.GetBytes(key.ToPem()));
                return key.KeyId;
            }, Note + "has signed no entry"),
            ("run made complete", async () =>
            {
                await storage.CopyAsync("results", await storage.FindAsync("results", "/complete"), "fake-run/complete");
                return "fake-run/complete";
            }, "is in no entry"),
            ("state copied", async () =>
            {
                var state = await storage.FindAsync("snapshots", "/states/");
                var copy = state.Replace("casebooks/", "facts/", StringComparison.Ordinal).Replace("/states/", "/", StringComparison.Ordinal).Replace(".json", "/00009.json", StringComparison.Ordinal);
                await storage.CopyAsync("snapshots", state, copy);
                return copy;
            }, "is in no entry: it was inserted"),
        ];
    }

    private static IEnumerable<(string, Func<Task<string>>, string)> Notes(TamperedStorage storage) =>
    [
        .. new[]
        {
            ("receivedat", "yesterday", "has another arrival time than was sealed"),
            ("arrivalmarker", "x", "names another arrival marker than was written"),
            ("refusedentries", "5", "has other notes about its refused entries than the audit trail"),
        }.Select(note => ($"{note.Item1} altered", (Func<Task<string>>)(async () =>
        {
            var name = await storage.FindAsync("bundles", Submissions[0].Site);
            await storage.NoteAsync("bundles", name, note.Item1, note.Item2);
            return name.Split('/')[1];
        }), note.Item3)),
    ];

    private static async Task<string> DoAsync(string container, string text, Func<string, string, Task> tamper, TamperedStorage storage)
    {
        var name = await storage.FindAsync(container, text);
        await tamper(container, name);
        return name;
    }

    private async Task<IReadOnlyList<string>> CheckAsync(StorageOptions options)
    {
        var found = await LedgerCheck.RunAsync(PipelineStorage.Open(options, clock), default);
        return [.. found.Findings, .. found.Remarks.Select(remark => Note + remark)];
    }

    private async Task FillAsync(PipelineStorage storage, int runs)
    {
        var audit = new AuditTrail(storage, clock);
        await new ConfigurationTrail(storage, audit, new Configuration(ImmutableSortedDictionary<string, string>.Empty.Add("a", "b"))).RecordAsync(default);
        for (var number = 0; number < Submissions.Count; number++)
            await AcceptAsync(storage, audit, number);
        await RefuseAsync(storage, audit);
        new KeyRing(storage, audit).StoreElement(new XElement("key"), "key");
        await using (await storage.RunLease.TryTakeAsync())
        {
        }

        for (var run = 0; run < runs; run++)
        {
            clock.Advance(TimeSpan.FromMinutes(15));
            await RunParts.Pipeline(storage, RunToBeKilled.Protocol, clock).RunAsync(default);
        }
    }

    private async Task SignAsync(PipelineStorage storage, AuditTrail audit)
    {
        var run = (await new RunCatalogue(storage).ListAsync(default)).Single().RunId;
        var person = new ActingPerson("A. Member", "member-1", Roles.CommitteeSign);
        var act = SignedAct.Sign(new Act(run, ActMeaning.Approved, person, clock.GetUtcNow(), clock.GetUtcNow(), []), RunParts.Signing).ToBytes();
        var name = $"{run}/acts/0001.json";
        var line = new AuditEvent(null, AuditAction.Sign, AuditOutcome.Attempted, run);
        await audit.RecordAsync(line with { Artefacts = [new AuditedArtefact("act", $"reports/{name}", BundleArchive.HashOf(act))] }, default);
        await storage.Reports.CreateAsync(new Artefact(name, act, "application/json"));
        await audit.RecordAsync(line with { Outcome = AuditOutcome.Done }, default);
    }

    /// <summary>The line of the run that tells of the file, removed and written again to tell of the bytes that are there now.</summary>
    private async Task RewriteLineAsync(StorageOptions options, string name)
    {
        var storage = PipelineStorage.Open(options, clock);
        await foreach (var line in storage.Audit.ListAsync(null, default))
        {
            if (line.Action != AuditAction.Run || await storage.Audit.ReadAsync(line.Name, default) is not { Artefacts: { } artefacts } entry)
                continue;
            var hash = BundleArchive.HashOf(await storage.ReadStoredAsync(name, default));
            await new TamperedStorage(options).RemoveAsync("audit", line.Name);
            await storage.Audit.AppendAsync(entry with { Artefacts = [.. artefacts.Select(one => one.Name == name ? one with { Sha256 = hash } : one)] });
            return;
        }

        throw new InvalidOperationException("No run has left its line.");
    }

    private async Task AcceptAsync(PipelineStorage storage, AuditTrail audit, int number)
    {
        var submission = Submissions[number];
        var (site, claim) = (new SiteId(submission.Site), $"created/Patient-{number}");
        var receipt = await storage.Bundles.AcceptAsync(new NewBundle(site, submission.Content, clock.GetUtcNow()) { RefusedEntries = "0-3,7" });
        await storage.Claims.ClaimAsync(site, claim, receipt.BundleHash);
        await audit.RecordAsync(
            new AuditEvent(null, AuditAction.Submit, AuditOutcome.Done, receipt.Id)
            {
                Reason = RefusedEntries.ToReason("0-3,7"),
                Artefacts = [ClaimStore.ArtefactOf(site, claim, receipt.BundleHash)],
            },
            default);
    }

    private async Task RefuseAsync(PipelineStorage storage, AuditTrail audit)
    {
        var answer = """{"resourceType":"OperationOutcome"}"""u8.ToArray();
        var name = await storage.Rejected.AddAsync(new Refusal(new SiteId(Submissions[0].Site), clock.GetUtcNow(), "not a bundle"u8.ToArray(), answer));
        await audit.RecordAsync(
            new AuditEvent(null, AuditAction.Submit, AuditOutcome.Refused, name)
            {
                Artefacts = [new AuditedArtefact("refusal", $"rejected/{name}/outcome.json", BundleArchive.HashOf(answer))],
            },
            default);
    }
}
