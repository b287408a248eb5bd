using System.Globalization;
using ReportPipeline.Cli.Stats.Csv;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary>The values of two groups; differences are first minus second.</summary>
internal sealed record TwoSamples(string[] Labels, double[] First, double[] Second)
{
    public static TwoSamples Of(CsvColumn values, CsvColumn groups)
    {
        if (groups.Labels.Length != 2)
            throw new StatsInputException(string.Create(
                CultureInfo.InvariantCulture, $"Column \"{groups.Name}\" holds {groups.Labels.Length} groups; this method compares two."));
        var parts = values.SplitBy(groups);
        return new TwoSamples(groups.Labels, parts[0], parts[1]);
    }
}
