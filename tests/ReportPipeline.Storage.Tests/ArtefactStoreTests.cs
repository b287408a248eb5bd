using ReportPipeline.Tests;

namespace ReportPipeline.Storage.Tests;

[Collection(AzuriteTests.Name)]
public sealed class ArtefactStoreTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task CreateAsync_SameBytesTwice_NoChange()
    {
        var results = azurite.Open().Results;

        await results.CreateAsync(Named("run1/results.json", 1));
        await results.CreateAsync(Named("run1/results.json", 1));

        (await results.ReadAsync("run1/results.json")).ShouldBe([1]);
    }

    [Fact]
    public async Task CreateAsync_OtherBytesUnderTheName_Fault()
    {
        var results = azurite.Open().Results;
        await results.CreateAsync(Named("run1/results.json", 1));

        await Should.ThrowAsync<StoredBytesDifferException>(() => results.CreateAsync(Named("run1/results.json", 2)));

        (await results.ReadAsync("run1/results.json")).ShouldBe([1]);
    }

    [Fact]
    public async Task ListAsync_Prefix_OnlyItsNamesInOrder()
    {
        var results = azurite.Open().Results;
        foreach (var name in new[] { "b/2", "a/1", "b/1" })
            await results.CreateAsync(Named(name, 0));

        var names = new List<string>();
        await foreach (var name in results.ListAsync("b/"))
            names.Add(name);

        names.ShouldBe(["b/1", "b/2"]);
    }

    [Theory]
    [InlineData("../reports/run1/x")]
    [InlineData("run1/../../reports/run1/x")]
    [InlineData("./run1/x")]
    [InlineData("run1//x")]
    [InlineData("..\\reports\\x")]
    [InlineData("")]
    public async Task Names_ThatLeaveTheContainer_AreNoNames(string name)
    {
        var storage = azurite.Open();
        await storage.Reports.CreateAsync(Named("run1/x", 7));

        (await storage.Results.ReadAsync(name)).ShouldBeNull();
        await Should.ThrowAsync<ArgumentException>(() => storage.Results.CreateAsync(Named(name, 1)));
    }

    private static Artefact Named(string name, byte content) => new(name, new[] { content }, "application/octet-stream");
}
