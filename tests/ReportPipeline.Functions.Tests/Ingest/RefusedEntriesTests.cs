using ReportPipeline.Custody;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Ingest;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Tests.Ingest;

/// <summary>What was accepted once and is refused when it is read again is told, entry by entry.</summary>
public sealed class RefusedEntriesTests
{
    private static readonly SealedBundle Sealed = new(AppFixture.North, new string('a', 64), DateTimeOffset.UnixEpoch);

    [Theory]
    [InlineData("", null)]
    [InlineData("0", "0")]
    [InlineData("0,1,2,5,7,8", "0-2,5,7-8")]
    public void Of_RefusedIndices_AreRanges(string refused, string? text)
    {
        int[] indices = [.. refused.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
        var noted = RefusedEntries.Of(Batch(10, indices));

        noted.ShouldBe(text);
        RefusedEntries.Read(noted).Order().ShouldBe(indices);
    }

    [Theory]
    [InlineData(10_000, 0, 2)]
    [InlineData(10_000, 1, 2)]
    [InlineData(9_999, 3, 7)]
    public void Of_ManyRanges_AreBitsThatMetadataHolds(int entries, int first, int step)
    {
        int[] indices = [.. Enumerable.Range(0, entries).Where(index => index >= first && (index - first) % step == 0)];
        var noted = RefusedEntries.Of(Batch(entries, indices))!;

        noted.Length.ShouldBeLessThan(2_000);
        noted.ShouldNotContain("|");
        RefusedEntries.Read(noted).Order().ShouldBe(indices);
    }

    [Fact]
    public void Questions_EntriesRefusedOnlyNow_EachIsAsked() =>
        LostBundle.Questions(Sealed with { RefusedEntries = "1,4" }, Batch(6, [1, 3, 4])).Select(query => $"{query.Code} {query.Source.EntryIndex}").ShouldBe(["entry-not-readable 3"]);

    [Fact]
    public void Questions_BundleRefusedNow_IsOneQuestion() =>
        LostBundle.Questions(Sealed, Batch(2, []) with { Accepted = false }).Select(query => query.Code).ShouldBe(["bundle-not-readable"]);

    [Theory]
    [InlineData("0-5")]
    [InlineData(null)]
    public void Questions_NothingRefusedNow_NothingIsAsked(string? noted) => LostBundle.Questions(Sealed with { RefusedEntries = noted }, Batch(6, [])).ShouldBeEmpty();

    private static IntakeResult Batch(int entries, int[] refused) => new()
    {
        Accepted = true,
        HttpStatus = 200,
        Issues = [],
        BundleHash = Sealed.BundleHash,
        Site = new SiteId(Sealed.Site),
        ReceivedAt = Sealed.ReceivedAt,
        Entries = [.. Enumerable.Range(0, entries).Select(index => new EntryOutcome(index, refused.Contains(index) ? 400 : 201, "Observation", null, null, []))],
    };
}
