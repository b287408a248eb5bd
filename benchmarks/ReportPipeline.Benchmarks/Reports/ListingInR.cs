using System.Diagnostics;
using System.Globalization;

namespace ReportPipeline.Benchmarks.Reports;

/// <summary>Writes the same listing with R's officer and flextable.</summary>
internal static class ListingInR
{
    private const string Install = "Rscript with officer and flextable is not installed (Debian: apt-get install r-cran-officer r-cran-flextable); its column stays empty.";

    /// <returns>Seconds without R's start, peak memory in MB and size of the file in KB; null when R cannot do it here.</returns>
    public static (double Seconds, double Megabytes, double Kilobytes)? Measure(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("listing-");
        try
        {
            var (csv, document) = (Path.Combine(folder.FullName, "listing.csv"), Path.Combine(folder.FullName, "listing.docx"));
            Listing.WriteCsv(csv, rows);
            return Run(csv, document) is [var seconds, var megabytes] ? (seconds, megabytes, new FileInfo(document).Length / 1024.0) : null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double[] Run(string csv, string document)
    {
        var start = new ProcessStartInfo("Rscript", ["--vanilla", Path.Combine(AppContext.BaseDirectory, "listing.R"), csv, document])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
                return [.. output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            Console.Error.WriteLine(errors.Result.Contains("there is no package", StringComparison.Ordinal) ? Install : errors.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.Error.WriteLine(Install);
        }

        return [];
    }
}
