using System.Text.Json;

namespace ReportPipeline.Tests.Architecture;

/// <summary>What is particular to a trial is a value in its protocol: no code of one is named in C#.</summary>
public sealed class ProtocolAsDataTests
{
    /// <summary>Codes that are also words of the pipeline's own vocabulary: an endpoint type, a CDISC variable, and the date of a death.</summary>
    private static readonly string[] OwnWords = ["baseline", "AGE", "DEATH"];

    [Fact]
    public void SourceCode_NamesNoSiteArmVisitParameterOrTerm()
    {
        var codes = Directory.EnumerateFiles(Repository.PathOf("protocols"), "*.json")
            .Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal) && !file.EndsWith(".decisions.json", StringComparison.Ordinal))
            .SelectMany(CodesOf)
            .Except(OwnWords, StringComparer.Ordinal)
            .ToHashSet(StringComparer.Ordinal);
        codes.Count.ShouldBeGreaterThan(80);

        var sampleTrial = Repository.PathOf("src", "ReportPipeline.SampleTrial");
        var named = DependencyTests.SourceFiles()
            .Where(file => !file.StartsWith(sampleTrial, StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Select((line, index) => (file, line, index)))
            .SelectMany(item => codes.Where(code => item.line.Contains($"\"{code}\"", StringComparison.Ordinal)).Select(code => $"{item.file}({item.index + 1}): {code}"));
        named.ShouldBeEmpty();
    }

    private static IEnumerable<string> CodesOf(string file)
    {
        using var protocol = JsonDocument.Parse(File.ReadAllText(file));
        var root = protocol.RootElement;
        return
        [
            .. Values(root.GetProperty("sites"), "id"),
            .. Values(root.GetProperty("arms"), "code"),
            .. Values(root.GetProperty("visits"), "id"),
            .. Values(root.GetProperty("parameters"), "code"),
            .. root.GetProperty("adverseEvents").GetProperty("categories").EnumerateArray().SelectMany(category => Values(category.GetProperty("terms"), "code")),
        ];
    }

    private static IEnumerable<string> Values(JsonElement items, string name) => items.EnumerateArray().Select(item => item.GetProperty(name).GetString()!);
}
