using System.Xml.Linq;

namespace ReportPipeline.Tests.Architecture;

/// <summary>The arrows of the design: which project may depend on which, and who owns which library.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["ReportPipeline.Statistics"] = [],
        ["ReportPipeline.Trial"] = ["ReportPipeline.Statistics"],
        ["ReportPipeline.Fhir"] = ["ReportPipeline.Trial"],
        ["ReportPipeline.Storage"] = ["ReportPipeline.Trial"],
        ["ReportPipeline.Reporting"] = ["ReportPipeline.Trial"],
        ["ReportPipeline.Custody"] = ["ReportPipeline.Trial"],
        ["ReportPipeline.Desk"] = ["ReportPipeline.Trial"],
        ["ReportPipeline.SampleTrial"] = ["ReportPipeline.Fhir", "ReportPipeline.Trial"],
        ["ReportPipeline.Functions"] =
        [
            "ReportPipeline.Custody", "ReportPipeline.Desk", "ReportPipeline.Fhir", "ReportPipeline.Reporting", "ReportPipeline.Storage",
            "ReportPipeline.Trial",
        ],
        ["ReportPipeline.Cli"] =
        [
            "ReportPipeline.Custody", "ReportPipeline.Fhir", "ReportPipeline.Functions", "ReportPipeline.Reporting", "ReportPipeline.SampleTrial",
            "ReportPipeline.Statistics", "ReportPipeline.Storage", "ReportPipeline.Trial",
        ],
    };

    private static readonly Dictionary<string, string> OwnerOfPackage = new()
    {
        ["Hl7.Fhir.R4"] = "ReportPipeline.Fhir",
        ["Azure.Storage.Blobs"] = "ReportPipeline.Storage",
        ["DocumentFormat.OpenXml"] = "ReportPipeline.Reporting",
    };

    public static TheoryData<string> Projects() => [.. ProjectFiles().Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_OnlyWhatTheDesignAllows(string project)
    {
        Arrows.ShouldContainKey(project, "a new project needs its arrow in the design and here");

        References(project).Except(Arrows[project]).ShouldBeEmpty();
    }

    [Fact]
    public void Library_IsUsed_ByItsOwnerAlone()
    {
        foreach (var (package, owner) in OwnerOfPackage)
        {
            ProjectFiles().Where(file => Packages(file).Contains(package)).Select(file => Path.GetFileNameWithoutExtension(file))
                .ShouldBe([owner], $"{package} belongs to {owner}");
        }
    }

    [Theory]
    [InlineData("Hl7.Fhir", "ReportPipeline.Fhir", "ReportPipeline.SampleTrial")]
    [InlineData("Azure.Storage", "ReportPipeline.Storage")]
    [InlineData("DocumentFormat.OpenXml", "ReportPipeline.Reporting")]
    public void Namespace_IsUsed_ByItsOwnerAlone(string name, params string[] owners) =>
        SourceFiles().Where(file => File.ReadLines(file).Any(line => line.StartsWith($"using {name}", StringComparison.Ordinal)))
            .Where(file => !owners.Any(owner => file.Contains($"{Path.DirectorySeparatorChar}{owner}{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
            .ShouldBeEmpty();

    [Fact]
    public void ProjectNames_SayWhatTheyOwn() =>
        ProjectFiles().ShouldAllBe(file => !new[] { "Core", "Common", "Utilities", "Helpers" }.Any(word => file.Contains($".{word}.", StringComparison.Ordinal)));

    internal static IEnumerable<string> ProjectFiles() => Directory
        .EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
        .Append(Repository.PathOf("functions", "ReportPipeline.Functions.csproj"))
        .Order(StringComparer.Ordinal);

    internal static IEnumerable<string> SourceFiles() => new[] { "src", "functions" }
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(ProjectFiles().Single(file => Path.GetFileNameWithoutExtension(file) == project))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    private static HashSet<string> Packages(string file) =>
        [.. XDocument.Load(file).Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value)];
}
