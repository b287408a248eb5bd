using System.Text;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Time.Testing;
using ReportPipeline.Custody;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Functions.Runs.Snapshots;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.SampleTrial.Simulation;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset.Delta;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Tests.Runs;

/// <summary>Snapshots over a real Azurite: what a run derives again, what it names by hash, what a rebuild gives.</summary>
[Collection(OneRunAtATime.Name)]
public sealed class SnapshotTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly ProtocolReading Protocol = ProtocolFile.Load(Repository.PathOf("protocols", "msc-covid19.json"));

    private static readonly IReadOnlyList<BundleSubmission> Submissions = new BundleWriter(Protocol.Protocol!).WriteAll(ReconstructedTrial.Load());

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2020, 6, 1, 0, 0, 0, TimeSpan.Zero));

    // Five runs, each over a fifth of the bundles, against one run over the same ledger from the raw bytes alone.
    [Fact]
    public async Task MakeAsync_RebuiltFromRawBytes_IsTheIdenticalSnapshot()
    {
        var options = azurite.Options();
        var storage = PipelineStorage.Open(options, clock);
        var grown = await GrowAsync(storage, Submissions.Chunk((Submissions.Count + 4) / 5));

        var rebuilt = await RebuildAsync(storage, options, grown);

        rebuilt.Derived.ShouldBe(rebuilt.Dataset.Subjects.Length);
    }

    // The same in any order of arrival and cut into runs of any size: corrections before what they correct, follow-up before enrolment. With
    // 90 subjects the volumes are split on the way. Budget of the full campaign: about 90 s.
    [Theory]
    [Trait("Category", "Soak")]
    [MemberData(nameof(Orders))]
    public async Task MakeAsync_AnyOrderOfArrival_RebuiltIsTheIdenticalSnapshot(int seed, int simulated)
    {
        var random = new Random(seed);
        var options = azurite.Options();
        var storage = PipelineStorage.Open(options, clock);
        IEnumerable<BundleSubmission> sent = simulated == 0 ? Submissions : new TrialSimulator(Protocol.Protocol!, (ulong)seed).Bundles(simulated);
        var shuffled = sent.ToArray();
        random.Shuffle(shuffled);
        var shares = new List<BundleSubmission[]>();
        for (var from = 0; from < shuffled.Length; from += shares[^1].Length)
        {
            shares.Add(shuffled[from..Math.Min(shuffled.Length, from + random.Next(1, 1 + (shuffled.Length / 3)))]);
        }

        var grown = await GrowAsync(storage, shares);

        await RebuildAsync(storage, options, grown);
    }

    public static TheoryData<int, int> Orders
    {
        get
        {
            var orders = new TheoryData<int, int> { { 1, 0 } };
            if (Environment.GetEnvironmentVariable("REPORTPIPELINE_SOAK") == "full")
            {
                orders.Add(2, 0);
                orders.Add(3, 0);
                orders.Add(4, 90);
            }

            return orders;
        }
    }

    private static async Task<Snapshot> RebuildAsync(PipelineStorage storage, StorageOptions options, Snapshot grown)
    {
        var parts = await PartsAsync(storage, grown);
        await new BlobServiceClient(options.ConnectionString).DeleteBlobContainerAsync(options.ContainerPrefix + "snapshots");
        var head = LedgerEntry.Read((await storage.Ledger.ReadAsync(grown.Point.LedgerEntry))!);

        var rebuilt = await RunParts.Snapshots(storage, Protocol, TimeProvider.System).MakeAsync(head, default);

        rebuilt.Id.ShouldBe(grown.Id);
        (await PartsAsync(storage, rebuilt)).ShouldBe(parts);
        TrialJson.ToBytes(rebuilt.Dataset.Subjects).ShouldBe(TrialJson.ToBytes(grown.Dataset.Subjects));
        return rebuilt;
    }

    // The last bundle of the trial concerns one subject.
    [Fact]
    public async Task MakeAsync_OneNewBundle_DerivesItsSubjectAlone()
    {
        var storage = azurite.Open(clock);
        await AcceptAsync(storage, Submissions.SkipLast(1));
        var first = await MakeAsync(storage);
        clock.Advance(TimeSpan.FromHours(1));
        await AcceptAsync(storage, Submissions.TakeLast(1));

        var second = await MakeAsync(storage);

        first.Derived.ShouldBe(44);
        second.Derived.ShouldBe(1);
        second.Dataset.Subjects.Length.ShouldBe(44);
    }

    // A query bundle without facts of the four types leaves every table as it was; each is the same file as before.
    [Fact]
    public async Task MakeAsync_NothingAboutATable_NamesTheSameFile()
    {
        var storage = azurite.Open(clock);
        await AcceptAsync(storage, Submissions);
        var first = await IndexAsync(storage, await MakeAsync(storage));
        clock.Advance(TimeSpan.FromHours(1));
        await storage.Bundles.AcceptAsync(new SiteId(Submissions[0].Site), Encoding.UTF8.GetBytes(OneReading), clock.GetUtcNow());

        var second = await IndexAsync(storage, await MakeAsync(storage));

        var changed = first.Tables.Zip(second.Tables).Where(pair => !pair.First.Parts.SequenceEqual(pair.Second.Parts)).Select(pair => pair.First.Name);
        changed.ShouldBe(["SRCVERS"]);
        second.Snapshot.LedgerEntry.ShouldBe(2);
    }

    [Fact]
    public async Task MakeAsync_SampleTrialInTwoRuns_DeltaHasItsCorrections()
    {
        var storage = azurite.Open(clock);
        var corrected = Submissions.TakeLast(40).ToList();
        await AcceptAsync(storage, Submissions.SkipLast(40));
        await MakeAsync(storage);
        clock.Advance(TimeSpan.FromHours(1));
        await AcceptAsync(storage, corrected);

        var delta = await DeltaAsync(storage, await MakeAsync(storage));

        delta.Previous!.LedgerEntry.ShouldBe(1);
        delta.Bundles.ShouldBe(40);
        delta.Late.ShouldBeEmpty();
        delta.AddedRecords["ADFIND"].ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task MakeAsync_AfterTheProtocolsCutOff_ListsAndDoesNotAbsorb()
    {
        var cutOff = clock.GetUtcNow().AddMinutes(30);
        var closed = Protocol with { Protocol = Protocol.Protocol! with { DataCutOff = cutOff } };
        var storage = azurite.Open(clock);
        await AcceptAsync(storage, Submissions.Take(20));
        var first = await MakeAsync(storage, closed);
        clock.Advance(TimeSpan.FromHours(1));
        await AcceptAsync(storage, Submissions.Skip(20).Take(2));

        var second = await MakeAsync(storage, closed);

        TrialJson.ToBytes(second.Dataset.Subjects).ShouldBe(TrialJson.ToBytes(first.Dataset.Subjects));
        second.Point.DataCutOff.ShouldBe(first.Point.DataCutOff);
        var delta = await DeltaAsync(storage, second);
        delta.Late.Select(late => late.BundleHash).Order().ShouldBe(Submissions.Skip(20).Take(2).Select(submission => BundleArchive.HashOf(submission.Content)).Order());
        delta.Bundles.ShouldBe(0);
        delta.AddedRecords.ShouldBeEmpty();
    }

    // Two runs reach the third entry by different steps: one from the first entry's state, one from the second's. Neither fails.
    [Fact]
    public async Task MakeAsync_TwoRunsByDifferentSteps_AgreeOnTheSnapshot()
    {
        var storage = azurite.Open(clock);
        foreach (var share in Submissions.Take(60).Chunk(20))
        {
            await AcceptAsync(storage, share);
            await new LedgerSeal(storage, RunParts.Signing, clock).SealAsync(default);
            clock.Advance(TimeSpan.FromHours(2));
        }

        var entries = await Task.WhenAll(Enumerable.Range(1, 3).Select(async number => LedgerEntry.Read((await storage.Ledger.ReadAsync(number))!)));
        var files = new UnseenState(storage.Snapshots, entries[2].Head[..16]);
        var snapshots = RunParts.Snapshots(storage, Protocol, clock, files);
        await snapshots.MakeAsync(entries[0], default);
        var one = await snapshots.MakeAsync(entries[2], default);
        await snapshots.MakeAsync(entries[1], default);

        var other = await snapshots.MakeAsync(entries[2], default);

        other.Id.ShouldBe(one.Id);
        files.Hidden.ShouldBe(2);
    }

    private const string OneReading = """
        {"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:4d9ab32c-5d4e-4f0e-8f0e-6f1f6f2a0c11","resource":{"resourceType":"Observation",
        "status":"final","code":{"coding":[{"system":"http://loinc.org","code":"8302-2"}]}}}]}
        """;

    private async Task<Snapshot> GrowAsync(PipelineStorage storage, IEnumerable<BundleSubmission[]> shares)
    {
        Snapshot? snapshot = null;
        foreach (var share in shares)
        {
            await AcceptAsync(storage, share);
            snapshot = await MakeAsync(storage);
            clock.Advance(TimeSpan.FromHours(2));
        }

        return snapshot!;
    }

    private async Task<Snapshot> MakeAsync(PipelineStorage storage, ProtocolReading? protocol = null)
    {
        var sealing = await new LedgerSeal(storage, RunParts.Signing, clock).SealAsync(default);
        return await RunParts.Snapshots(storage, protocol ?? Protocol, clock).MakeAsync(sealing.Newest!, default);
    }

    private static async Task<SnapshotIndex> IndexAsync(PipelineStorage storage, Snapshot snapshot) =>
        TrialJson.Read<SnapshotIndex>(await storage.Snapshots.ReadAsync($"{snapshot.Id}/snapshot.json"));

    private static async Task<SnapshotDelta> DeltaAsync(PipelineStorage storage, Snapshot snapshot) =>
        SnapshotDelta.Read(await storage.Snapshots.ReadAsync($"{snapshot.Id}/delta.json"));

    /// <summary>Index, delta and every part of the snapshot by content.</summary>
    private static async Task<List<string>> PartsAsync(PipelineStorage storage, Snapshot snapshot)
    {
        var index = await IndexAsync(storage, snapshot);
        string[] names =
        [
            $"{snapshot.Id}/snapshot.json",
            $"{snapshot.Id}/delta.json",
            .. index.Tables.SelectMany(table => table.Parts.Select(part => $"tables/{table.Name}/{part.Sha256}.json")),
        ];
        var parts = new List<string>();
        foreach (var name in names)
        {
            parts.Add($"{name} {BundleArchive.HashOf(await storage.Snapshots.ReadAsync(name))}");
        }

        return parts;
    }

    private Task AcceptAsync(PipelineStorage storage, IEnumerable<BundleSubmission> submissions) => Parallel.ForEachAsync(
        submissions,
        new ParallelOptions { MaxDegreeOfParallelism = 8 },
        async (submission, _) => await storage.Bundles.AcceptAsync(new SiteId(submission.Site), submission.Content, clock.GetUtcNow()));

    /// <summary>A run that looks for a state before another run has written it.</summary>
    private sealed class UnseenState(IArtefacts files, string head) : IArtefacts
    {
        public int Hidden { get; private set; }

        public Task CreateAsync(Artefact artefact, CancellationToken cancellation = default) => files.CreateAsync(artefact, cancellation);

        public Task<byte[]?> ReadAsync(string name, CancellationToken cancellation = default)
        {
            if (Hidden < 2 && name.Contains($"-{head}", StringComparison.Ordinal) && name.Contains("/states/", StringComparison.Ordinal))
            {
                Hidden++;
                return Task.FromResult<byte[]?>(null);
            }

            return files.ReadAsync(name, cancellation);
        }
    }
}
