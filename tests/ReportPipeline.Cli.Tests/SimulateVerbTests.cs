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

    private static IReadOnlyList<string> Contents(DirectoryInfo root) =>
    [
        .. root.EnumerateFiles("*.json", SearchOption.AllDirectories)
            .OrderBy(file => file.FullName, StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(root.FullName, file.FullName)} {Storage.BundleArchive.HashOf(File.ReadAllBytes(file.FullName))}"),
    ];
}
