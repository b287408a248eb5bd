using System.Diagnostics;
using System.Globalization;

namespace ReportPipeline.Benchmarks;

/// <summary>What R took for a task, and what it found.</summary>
internal sealed record RFigure(double Seconds, double[] Values);

/// <summary>Runs <c>statistics.R</c> on a sample.</summary>
internal static class RRun
{
    /// <returns>R's figures by task; none when R or its package survival is not installed.</returns>
    public static IReadOnlyDictionary<string, RFigure> Of(Sample sample, int repeats)
    {
        var file = Path.GetTempFileName();
        try
        {
            using (var stream = File.Create(file)) sample.WriteTo(stream);
            return Parse(Run(file, sample.Subjects, repeats));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Run(string file, int subjects, int repeats)
    {
        var start = new ProcessStartInfo("Rscript") { RedirectStandardOutput = true };
        string[] words =
        [
            "--vanilla", Path.Combine(AppContext.BaseDirectory, "statistics.R"), file,
            subjects.ToString(CultureInfo.InvariantCulture), repeats.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (var word in words) start.ArgumentList.Add(word);
        start.Environment["LC_ALL"] = "C.UTF-8";
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.Error.WriteLine("R is not installed (Debian: apt-get install r-base-core r-cran-survival); its columns stay empty.");
            return "";
        }
    }

    private static Dictionary<string, RFigure> Parse(string output) => output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('\t'))
        .ToDictionary(cells => cells[0], cells => new RFigure(Number(cells[1]), [.. cells[2].Split(' ').Select(Number)]));

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
