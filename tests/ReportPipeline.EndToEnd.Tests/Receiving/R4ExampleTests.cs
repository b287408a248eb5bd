namespace ReportPipeline.Tests.Receiving;

/// <summary>Any valid R4 resource is taken, whoever wrote it.</summary>
[Collection(ReceivingTests.Name)]
public sealed class R4ExampleTests(ReceivingApps apps)
{
    private static readonly string Bundles = Repository.PathOf("tests", "ReportPipeline.Fhir.Tests", "Bundles");

    public static TheoryData<string> Examples() => [.. R4Examples.All.Keys];

    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Bundles, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".json" or ".xml").Select(file => Path.GetRelativePath(Bundles, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Post_ValidResource_IsTaken(string name)
    {
        using var client = apps.Client(apps.Punctual);

        using var answer = await ReceivingApps.PostAsync(client, R4Examples.Bundle(name));

        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Post_TransactionAsGeneratorsOfSyntheticRecordsWriteIt_IsTaken()
    {
        using var client = apps.Client(apps.Punctual);

        using var answer = await ReceivingApps.PostAsync(client, System.Text.Encoding.UTF8.GetBytes(R4WholeExamples.SyntheticRecord));

        var body = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(200, body);
        body.ShouldNotContain("\"error\"");
    }

    /// <summary>The intake's own example files, each with the status its expectation names, over HTTP.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public async Task Post_BundleFile_StatusOfItsExpectation(string file)
    {
        var path = Path.Combine(Bundles, file);
        using var client = apps.Client(apps.Punctual);

        using var answer = await ReceivingApps.PostAsync(client, await File.ReadAllBytesAsync(path), Path.GetExtension(path) == ".xml" ? "application/fhir+xml" : "application/fhir+json");

        $"status {(int)answer.StatusCode}".ShouldBe(File.ReadLines(Path.ChangeExtension(path, ".expected.txt")).First(line => line.StartsWith("status ", StringComparison.Ordinal)));
    }
}
