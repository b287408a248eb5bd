using ReportPipeline.Tests;

namespace ReportPipeline.Cli.Tests;

public sealed class SimulateVerbTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("simulate-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Simulate_SameSeedTwice_SameFilesByteForByte()
    {
        var (one, other) = (folder.CreateSubdirectory("one"), folder.CreateSubdirectory("other"));

        foreach (var output in new[] { one, other })
            (await ToolProcess.RunAsync(["simulate", "--subjects", "5", "--seed", "7", "--out", output.FullName])).ExitCode.ShouldBe(0);

        var files = Contents(one);
        files.Count.ShouldBeGreaterThan(5);
        Contents(other).ShouldBe(files);
    }

    [Fact]
    public async Task Simulate_OtherProtocol_WritesTheBundlesOfItsHospitals()
    {
        var run = await ToolProcess.RunAsync(
            ["simulate", "--subjects", "3", "--seed", "1", "--protocol", Repository.PathOf("protocols", "simulated-ldl.json"), "--out", folder.FullName]);

        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("bundles of 3 subjects");
        folder.EnumerateDirectories().Select(hospital => hospital.Name).Order().ShouldBe(["north-hospital", "river-hospital", "south-hospital"]);
    }

    [Fact]
    public async Task Simulate_FileThatIsNoProtocol_SaysWhyAndWritesNothing()
    {
        var file = Path.Combine(folder.FullName, "protocol.json");
        await File.WriteAllTextAsync(file, "{}");

        var run = await ToolProcess.RunAsync(["simulate", "--subjects", "3", "--protocol", file, "--out", Path.Combine(folder.FullName, "bundles")]);

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldStartWith("protocol.json: ");
        folder.EnumerateDirectories().ShouldBeEmpty();
    }

    [Fact]
    public async Task Simulate_ProtocolWithAnUnresolvedEndpoint_WarnsAndWritesTheBundles()
    {
        var file = Path.Combine(folder.FullName, "protocol.json");
        var text = await File.ReadAllTextAsync(Repository.PathOf("protocols", "simulated-ldl.json"));
        await File.WriteAllTextAsync(file, text.Replace("\"type\": \"laboratory-shifts\"", "\"type\": \"laboratory-drifts\"", StringComparison.Ordinal));

        var run = await ToolProcess.RunAsync(["simulate", "--subjects", "3", "--protocol", file, "--out", Path.Combine(folder.FullName, "bundles")]);

        run.ExitCode.ShouldBe(0, run.Errors);
        run.Errors.ShouldContain("protocol.json: endpoint 'SHIFTS' is not estimable: $.endpoints[12].type: there is no endpoint type 'laboratory-drifts'.");
        run.Output.ShouldContain("bundles of 3 subjects");
    }

    private static IReadOnlyList<string> Contents(DirectoryInfo root) =>
    [
        .. root.EnumerateFiles("*.json", SearchOption.AllDirectories)
            .OrderBy(file => file.FullName, StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(root.FullName, file.FullName)} {Storage.BundleArchive.HashOf(File.ReadAllBytes(file.FullName))}"),
    ];
}
