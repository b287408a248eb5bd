using System.Globalization;

namespace ReportPipeline.Cli.Stats.Csv;

/// <summary>The order in which groups are reported: 2 before 10, otherwise by code point, the same in every culture.</summary>
internal static class LabelOrder
{
    /// <summary>The indices of the labels in their order.</summary>
    public static int[] Of(IReadOnlyList<string> labels)
    {
        var indices = Enumerable.Range(0, labels.Count);
        var numbers = labels.Select(Number).ToArray();
        return numbers.All(number => number is not null)
            ? [.. indices.OrderBy(index => numbers[index]).ThenBy(index => labels[index], StringComparer.Ordinal)]
            : [.. indices.OrderBy(index => labels[index], StringComparer.Ordinal)];
    }

    private static double? Number(string label) =>
        double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
