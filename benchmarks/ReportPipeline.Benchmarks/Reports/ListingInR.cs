using System.Globalization;

namespace ReportPipeline.Benchmarks.Reports;

/// <summary>Writes the same listing with R's officer and flextable.</summary>
internal static class ListingInR
{
    private static readonly RScript Script = new("listing.R", "r-cran-officer r-cran-flextable");

    /// <returns>Seconds without R's start, peak memory in MB and size of the file in KB; null when R cannot do it here.</returns>
    public static (double Seconds, double Megabytes, double Kilobytes)? Measure(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("listing-");
        try
        {
            var (csv, document) = (Path.Combine(folder.FullName, "listing.csv"), Path.Combine(folder.FullName, "listing.docx"));
            Listing.WriteCsv(csv, rows);
            return Parse(Script.Run(csv, document)) is [var seconds, var megabytes] ? (seconds, megabytes, new FileInfo(document).Length / 1024.0) : null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double[] Parse(string? output) =>
        [.. (output ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
}
