using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.DatasetJson;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;
using static ReportPipeline.Tests.Facts;

namespace ReportPipeline.Tests.Dataset.DatasetJson;

public sealed class DatasetJsonTests
{
    private static readonly DatasetOrigin Origin = new(new DateTimeOffset(2020, 2, 1, 12, 30, 0, TimeSpan.Zero), Facts.Trial.Id, Facts.Trial.Version, "1.0");

    private static readonly TrialDataset Dataset = DeriveDataset.From(
        Facts.Trial,
        DecisionList.Empty(Facts.Trial.Id),
        [
            .. Enrolled(),
            Quantity("SPO2", 93.50m, "2020-02-12", 2),
            AdverseEvent("RASH", 1, "2020-02-11", 3),
            AdverseEvent(null, 2, "2020-02-12", 4),
            AdverseEvent("RASH", 1, "2020-02-13", 6) with { Onset = At("2020-02-13T07:30:05+08:00") },
            Dose("2020-02-10", 5),
            Dose("2020-02-12", 7) with { When = new ClinicalPeriod(At("2020-02-12T23:00:00+08:00"), At("2020-02-13T01:15:00+08:00")) },
        ],
        []);

    public static TheoryData<string> Tables => [.. DatasetTables.Names];

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Write_EachTable_IsValidDatasetJson(string table)
    {
        var json = Encoding.UTF8.GetString(Write(table));

        (await SchemaAsync()).Validate(json).ShouldBeEmpty();
        var document = JsonNode.Parse(json)!;
        ((int)document["records"]!).ShouldBe(document["rows"]!.AsArray().Count);
        document["rows"]!.AsArray().ShouldAllBe(row => row!.AsArray().Count == document["columns"]!.AsArray().Count);
        document["columns"]!.AsArray().Select(column => (string)column!["itemOID"]!).ShouldBeUnique();
    }

    [Theory]
    [InlineData("\"datasetJSONVersion\":\"1.1.0\"", "\"datasetJSONVersion\":\"2.0\"")]
    [InlineData("\"dataType\":\"double\"", "\"dataType\":\"number\"")]
    [InlineData("\"records\":", "\"rowCount\":")]
    [InlineData("T12:30:00Z", "T25:30:00Z")]
    public async Task Schema_BentDataset_IsRefused(string good, string bent)
    {
        var json = Encoding.UTF8.GetString(Write("ADFIND"));

        json.ShouldContain(good);
        (await SchemaAsync()).Validate(json.Replace(good, bent)).ShouldNotBeEmpty();
    }

    [Fact]
    public void Write_Finding_HasTheProtocolsValuesInTheirColumns()
    {
        var document = JsonNode.Parse(Write("ADFIND"))!;
        var names = document["columns"]!.AsArray().Select(column => (string)column!["name"]!).ToList();
        var row = document["rows"]!.AsArray().Single(cells => (string)cells![names.IndexOf("PARAMCD")]! == "SPO2")!.AsArray();

        row[names.IndexOf("USUBJID")]!.GetValue<string>().ShouldBe("RM-001");
        row[names.IndexOf("AVISIT")]!.GetValue<string>().ShouldBe("day-3");
        row[names.IndexOf("ADY")]!.GetValue<int>().ShouldBe(3);
        row[names.IndexOf("AVAL")]!.ToJsonString().ShouldBe("93.50");
        row[names.IndexOf("BASE")].ShouldBeNull();
        row[names.IndexOf("SRCVER")]!.GetValue<string>().ShouldBe("v002-SPO2-2");
    }

    // In UTC, beside the trial day in the hospital's own time; a record without a time of day has no moment.
    [Theory]
    [InlineData("ADAE", "v003-ae-3", "ASTDTM", null)]
    [InlineData("ADAE", "v006-ae-6", "ASTDTM", "2020-02-12T23:30:05Z")]
    [InlineData("ADAE", "v006-ae-6", "ASTDY", 4)]
    [InlineData("ADEX", "v005-dose-5", "ASTDTM", null)]
    [InlineData("ADEX", "v005-dose-5", "AENDY", 1)]
    [InlineData("ADEX", "v007-dose-7", "ASTDY", 3)]
    [InlineData("ADEX", "v007-dose-7", "AENDY", 4)]
    [InlineData("ADEX", "v007-dose-7", "ASTDTM", "2020-02-12T15:00:00Z")]
    [InlineData("ADEX", "v007-dose-7", "AENDTM", "2020-02-12T17:15:00Z")]
    public void Write_EventsAndDoses_HaveTheirMoments(string name, string version, string column, object? expected)
    {
        var table = DatasetJsonReader.Read(Write(name));
        var row = table.Rows.Single(cells => (string)cells[^1]! == version);

        row[Array.FindIndex([.. table.Columns], candidate => candidate.Name == column)].ShouldBe(expected);
    }

    [Fact]
    public void Read_TheWrittenTables_GivesTheSameEventsAndDoses()
    {
        var read = DatasetReader.Read(Facts.Trial, DatasetTables.Names.Select(name => DatasetJsonReader.Read(Write(name)))).Subjects.Single();

        read.AdverseEvents.Select(item => (item.OnsetDay, item.Onset)).ShouldBe(Dataset.Subjects.Single().AdverseEvents.Select(item => (item.OnsetDay, item.Onset)));
        read.Exposures.Select(dose => (dose.Day, dose.EndDay, dose.Start, dose.End)).ShouldBe(Dataset.Subjects.Single().Exposures.Select(dose => (dose.Day, dose.EndDay, dose.Start, dose.End)));
        read.Exposures[^1].End.ShouldBe(new DateTimeOffset(2020, 2, 12, 17, 15, 0, TimeSpan.Zero));
    }

    // The version that the finding names leads to the bundle, entry and resource that it came in.
    [Fact]
    public void Write_Versions_LeadFromARecordToItsBundle()
    {
        var versions = DatasetJsonReader.Read(Write("SRCVERS"));
        var row = versions.Rows.Single(cells => (string)cells[^1]! == "v002-SPO2-2");

        row.ShouldBe([Facts.Site.Value, 2.ToString("x64"), 0, "Observation", "SPO2-2", "2020-07-01T02:00:00.0000000Z", "v002-SPO2-2"]);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"columns":[{"name":"A","label":"a","dataType":"integer"}],"rows":[["text"]]}""")]
    [InlineData("""{"columns":[{"name":"A","label":"a","dataType":"integer"}],"rows":[[1,2]]}""")]
    [InlineData("""{"columns":[{"name":"A","label":"a","dataType":"URI"}],"rows":[]}""")]
    public void Read_NoDatasetOfThisShape_IsRefused(string json) => Should.Throw<JsonException>(() => DatasetJsonReader.Read(Encoding.UTF8.GetBytes(json)));

    private static byte[] Write(string name) => DatasetJsonWriter.Write(DatasetTables.Of(Facts.Trial, Dataset).Single(table => table.Name == name), Origin);

    private static Task<JsonSchema> SchemaAsync() => JsonSchema.FromFileAsync(Repository.PathOf("tests", "ReferenceData", "DatasetJson", "dataset-json-1.1.schema.json"));
}
