using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Casebooks;
using ReportPipeline.Trial.Dataset.DatasetJson;
using ReportPipeline.Trial.Dataset.Derivations;

namespace ReportPipeline.Tests.SampleResults;

/// <summary>The sample trial's dataset through its files and through its casebooks.</summary>
public sealed class DatasetRoundTripTests
{
    private static readonly SampleOutcome Sample = SampleRun.Outcome;

    [Fact]
    public void Read_WrittenTables_GivesTheSameTables()
    {
        foreach (var table in DatasetTables.Of(Sample.Protocol, Sample.Dataset))
        {
            var read = DatasetJsonReader.Read(DatasetJsonWriter.Write(table, Origin));

            read.Name.ShouldBe(table.Name);
            read.Label.ShouldBe(table.Label);
            read.Columns.ShouldBe(table.Columns);
            read.Rows.Length.ShouldBe(table.Rows.Length);
            read.Rows.Zip(table.Rows).ShouldAllBe(pair => pair.First.SequenceEqual(pair.Second));
        }
    }

    [Fact]
    public void Read_WrittenTables_GivesTheSameDataset()
    {
        var tables = DatasetTables.Of(Sample.Protocol, Sample.Dataset).Select(table => DatasetJsonReader.Read(DatasetJsonWriter.Write(table, Origin)));

        Same(DatasetReader.Read(Sample.Protocol, tables), Content);
    }

    [Fact]
    public void Names_OfTheTables_AreListedInOrder() =>
        DatasetTables.Of(Sample.Protocol, Sample.Dataset).Select(table => table.Name).ShouldBe(DatasetTables.Names);

    // Each casebook derived by itself, together what all facts at once derive to.
    [Fact]
    public void ContentOf_EachCasebook_AddsUpToTheWhole()
    {
        var groups = CasebookGroups.Of(
            CasebookRegister.Empty, [.. Sample.Examined.SelectMany(result => result.Facts)], [.. Sample.Examined.SelectMany(result => result.Queries)]);

        groups.Count.ShouldBeGreaterThanOrEqualTo(44);
        Same(
            DatasetContent.Sum([.. groups.Select(group => Casebook.Bind(group.Facts, group.Queries)).Select(casebook => DeriveDataset.ContentOf(Sample.Protocol, casebook.Facts, casebook.Queries))]),
            Content);
    }

    private static DatasetOrigin Origin => new(DateTimeOffset.UnixEpoch, Sample.Protocol.Id, Sample.Protocol.Version, "0");

    private static DatasetContent Content => DeriveDataset.ContentOf(
        Sample.Protocol, [.. Sample.Examined.SelectMany(result => result.Facts)], [.. Sample.Examined.SelectMany(result => result.Queries)]);

    private static void Same(DatasetContent one, DatasetContent other)
    {
        foreach (var (mine, theirs) in one.Subjects.Zip(other.Subjects))
        {
            System.Text.Encoding.UTF8.GetString(TrialJson.ToBytes(mine)).ShouldBe(System.Text.Encoding.UTF8.GetString(TrialJson.ToBytes(theirs)));
        }

        TrialJson.ToBytes(one).ShouldBe(TrialJson.ToBytes(other));
    }
}
