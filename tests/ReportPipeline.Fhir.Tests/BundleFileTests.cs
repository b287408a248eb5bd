using ReportPipeline.Fhir.Intake;
using ReportPipeline.Tests;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Fhir.Tests;

/// <summary>
/// Every bundle under <c>Bundles/</c> has beside it an <c>.expected.txt</c>, written by hand: the HTTP status, then one line per
/// issue ("severity code path"), then one line per fact.
/// </summary>
public class BundleFileTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "ReportPipeline.Fhir.Tests", "Bundles");

    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".json" or ".xml")
            .Select(file => Path.GetRelativePath(Folder, file))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Examine_BundleFile_MeetsItsExpectation(string file)
    {
        var path = Path.Combine(Folder, file);
        var format = Path.GetExtension(file) == ".xml" ? BundleFormat.Xml : BundleFormat.Json;
        var result = TestTrial.Examine(File.ReadAllBytes(path), format);
        string[] expected = [.. File.ReadAllLines(Path.ChangeExtension(path, ".expected.txt")).Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))];
        string[] actual = [.. new[] { $"status {result.HttpStatus}" }, .. TestTrial.Lines(result), .. result.Facts.Where(fact => fact is not VersionFact).Select(FactLine.Of)];
        actual.SequenceEqual(expected).ShouldBeTrue($"\nexpected\n{string.Join('\n', expected)}\nactual\n{string.Join('\n', actual)}\n");
    }
}
