using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReportPipeline.Statistics;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Results;
using static ReportPipeline.Tests.Facts;

namespace ReportPipeline.Tests.Results;

public sealed class ResultFilesTests
{
    private static readonly SourceReference First = Source("a", 1);

    private static readonly SourceReference Second = Source("b", 2);

    [Fact]
    public void ToCsv_OneOfEachValue_HasEveryColumn()
    {
        var lines = Encoding.UTF8.GetString(ResultFiles.ToCsv(Sample())).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        // The key of the sources is the beginning of SHA-256 of the version ids, one a line: printf 'v001-a\nv002-b' | sha256sum, and of v001-a alone.
        lines.ShouldBe(
        [
            "id,analysis,analysisSet,group,variable,level,statistic,value,notEstimable,unit,method,convention,sources,warning",
            $"E/full/MSC/AGE/mean,E,full,MSC,AGE,,mean,0.1,,a,\"mean, of all\",\"said \"\"so\"\"\",{KeyOf("v001-a\nv002-b")},small",
            $"E/full/MSC/SITE/en/name,E,full,MSC,SITE,en,name,Wuhan,,,,,{KeyOf("v001-a")},",
            $"E/full/MSC/AGE/sd,E,full,MSC,AGE,,sd,,one subject,a,,,{KeyOf("v001-a")},",
        ]);
    }

    [Fact]
    public void ToJson_OneOfEachValue_HasEveryColumnAndReadsBack()
    {
        var json = ResultFiles.ToJson(Sample());
        var row = JsonNode.Parse(json)!["rows"]![0]!.AsObject();

        row.Select(property => property.Key).Order().ShouldBe(
            ["analysis", "analysisSet", "convention", "group", "id", "method", "sources", "statistic", "unit", "value", "variable", "warning"]);
        ResultFiles.ToJson(ResultFiles.FromJson(json)).ShouldBe(json);
        ResultFiles.FromJson(json).Rows.ShouldBe(Sample().Rows);
    }

    // None, one, and enough for several pieces written beside each other: the bytes are those of the serializer, in one go.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(50_000)]
    public void ToJson_AnyNumberOfRows_IsWhatTheSerializerWrites(int rows)
    {
        var sources = Enumerable.Range(0, rows).Select(number => Source($"a\" {number} 中", number + 1)).ToDictionary(source => source.VersionId);
        var table = new ResultTable();
        foreach (var (number, version) in sources.Keys.Index())
            table.Text(new ResultPlace("E", "full", "MSC", "\n  \"rows\": [") { Level = $"{number}", Sources = [version] }, "name", "\n  \"sourceSets\": {");

        var results = table.ToResults(Identity with { RunId = "\n  \"rows\": [" }, OrdinalTable<SourceReference>.Of(sources));

        ResultFiles.ToJson(results).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(results, TrialJson.Indented)).ShouldBeTrue();
        results.SourceVersions.Count.ShouldBe(rows);
    }

    // Full precision: the shortest text that reads back as the same double.
    [Theory]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(1.0 / 3, "0.3333333333333333")]
    [InlineData(5e-324, "5E-324")]
    public void ToCsv_Number_IsInFullPrecision(double value, string text)
    {
        var table = new ResultTable();
        table.Number(new ResultPlace("E", "full", "MSC", "x"), "p", value);

        Encoding.UTF8.GetString(ResultFiles.ToCsv(table.ToResults(Identity, OrdinalTable<SourceReference>.Of(Versions)))).ShouldContain($",p,{text},");
    }

    [Fact]
    public void ToResults_SourceVersions_AreThoseThatRowsName()
    {
        var results = Sample();

        results.SourceVersions.Keys.ShouldBe(["v001-a", "v002-b"]);
        results.SourceVersions["v002-b"].ShouldBe(Second);
    }

    private static RunIdentity Identity => new("run", 1, "head", "snapshot", DateTimeOffset.UnixEpoch, "trial", "1", "hash", "0", 2);

    private static Dictionary<string, SourceReference> Versions => new[] { First, Second, Source("unused", 3) }.ToDictionary(source => source.VersionId);

    private static AnalysisResults Sample()
    {
        var table = new ResultTable();
        var place = new ResultPlace("E", "full", "MSC", "AGE") { Sources = [Second.VersionId, First.VersionId, Second.VersionId] };
        table.Number(place, "mean", 0.1, new ResultMethod("mean, of all", "said \"so\"") { Unit = "a", Warning = "small" });
        table.Text(place with { Variable = "SITE", Level = "en", Sources = [First.VersionId] }, "name", "Wuhan");
        table.Estimate(place with { Sources = [First.VersionId] }, "sd", Estimable<double>.Not("one subject"), ResultMethod.In("a"));
        return table.ToResults(Identity, OrdinalTable<SourceReference>.Of(Versions));
    }

    private static string KeyOf(string versions) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(versions)))[..16];
}
