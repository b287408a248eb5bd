using System.Globalization;

namespace ReportPipeline.Benchmarks;

/// <summary>What R took for a task, and what it found.</summary>
internal sealed record RFigure(double Seconds, double[] Values);

/// <summary>Runs <c>statistics.R</c> on a sample.</summary>
internal static class RRun
{
    private static readonly RScript Script = new("statistics.R", "r-base-core r-cran-survival");

    /// <returns>R's figures by task; none when R or its package survival is not installed.</returns>
    public static IReadOnlyDictionary<string, RFigure> Of(Sample sample, int repeats)
    {
        var file = Path.GetTempFileName();
        try
        {
            using (var stream = File.Create(file)) sample.WriteTo(stream);
            return Parse(Script.Run(file, Text(sample.Subjects), Text(repeats)) ?? "");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Dictionary<string, RFigure> Parse(string output) => output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('\t'))
        .ToDictionary(cells => cells[0], cells => new RFigure(Number(cells[1]), [.. cells[2].Split(' ').Select(Number)]));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
