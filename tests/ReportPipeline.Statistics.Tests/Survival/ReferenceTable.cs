using System.Globalization;
using ReportPipeline.Tests;

namespace ReportPipeline.Statistics.Tests.Survival;

/// <summary>A data set of <c>tests/ReferenceData/Survival</c>, by column.</summary>
internal sealed class ReferenceTable
{
    private readonly Dictionary<string, double[]> columns;

    private ReferenceTable(Dictionary<string, double[]> columns) => this.columns = columns;

    public static ReferenceTable Gehan { get; } = Load("gehan");

    public static ReferenceTable Lung { get; } = Load("lung");

    public static ReferenceTable Ovarian { get; } = Load("ovarian");

    public static ReferenceTable Tied { get; } = Load("tied");

    public double[] this[string column] => columns[column];

    public double[] Time => this["time"];

    /// <summary>The event column, or any cause at all where there is a cause instead.</summary>
    public bool[] Events =>
        [.. (columns.ContainsKey("event") ? this["event"] : this["cause"]).Select(value => value > 0)];

    public int[] Whole(string column) => [.. this[column].Select(value => (int)value)];

    private static ReferenceTable Load(string name)
    {
        var lines = File.ReadAllLines(Repository.ReferenceData("Survival", name + ".csv"));
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        return new ReferenceTable(lines[0].Split(',').Select((column, index) => (column, index)).ToDictionary(
            pair => pair.column,
            pair => rows.Select(row => double.Parse(row[pair.index], CultureInfo.InvariantCulture)).ToArray()));
    }
}

internal static class SurvivalReference
{
    /// <summary>What <c>survival-reference.R</c> computed.</summary>
    public static ReferenceFile R { get; } = ReferenceFile.Load("Survival", "survival-reference.json");
}
