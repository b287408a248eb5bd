using System.Diagnostics;
using System.Globalization;
using ReportPipeline.Reporting;
using ReportPipeline.Reporting.Verification;

namespace ReportPipeline.Benchmarks.Reports;

/// <summary>What writing reports costs, as the table of <c>docs/report-speed.md</c>.</summary>
internal static class ReportsBenchmark
{
    private const int ListedEvents = 20_000;

    public static int Run(ReportsOptions options)
    {
        Console.WriteLine("| What | Seconds | Peak MB of the process | KB written | Bound |");
        Console.WriteLine("|---|---|---|---|---|");
        // The listing first: the peak of the process counts from its start.
        Listings(options.Rows);
        if (!options.WithoutR && ListingInR.Measure(options.Rows) is { } other)
            Row($"the same with R's officer and flextable", other.Seconds, other.Megabytes, other.Kilobytes, "–");
        Documents();
        return 0;
    }

    private static void Listings(int rows)
    {
        var clock = Stopwatch.StartNew();
        var bytes = Listing.Write(rows);
        Row($"listing of {rows} adverse events, first in its process", clock.Elapsed.TotalSeconds, Peak(), bytes.Length / 1024.0,
            rows == ListedEvents ? "5 s, 500 MB" : "–");
    }

    private static void Documents()
    {
        var sample = SampleTrialResults.Make();
        var first = Stopwatch.StartNew();
        var size = WriteAll(sample).Sum(bytes => (double)bytes.Length) / 1024;
        Row("the sample trial's four documents, first in their process", first.Elapsed.TotalSeconds, Peak(), size, "1 s");
        var again = Enumerable.Range(0, 5).Select(_ =>
        {
            var clock = Stopwatch.StartNew();
            _ = WriteAll(sample).Count();
            return clock.Elapsed.TotalSeconds;
        }).Min();
        Row("the same again, fastest of five", again, Peak(), size, "1 s");
        var documents = WriteAll(sample).ToList();
        var reading = Stopwatch.StartNew();
        foreach (var document in documents)
            DocumentReader.Read(document, sample.Results);
        Row("reading them back for their manifests", reading.Elapsed.TotalSeconds, Peak(), size, "–");
    }

    private static IEnumerable<byte[]> WriteAll(SampleTrialResults sample) =>
        from language in sample.Protocol.ReportLanguages
        from audience in Enum.GetValues<Audience>()
        select ClinicalReport.Write(new ReportRequest { Protocol = sample.Protocol, Results = sample.Results, Audience = audience, Language = language });

    private static double Peak() => Process.GetCurrentProcess().PeakWorkingSet64 / 1024.0 / 1024.0;

    private static void Row(FormattableString what, double seconds, double megabytes, double kilobytes, string bound) =>
        Row(what.ToString(CultureInfo.InvariantCulture), seconds, megabytes, kilobytes, bound);

    private static void Row(string what, double seconds, double megabytes, double kilobytes, string bound) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {seconds:F2} | {megabytes:F0} | {kilobytes:F0} | {bound} |"));
}

/// <param name="Rows">Lines of the listing.</param>
internal sealed record ReportsOptions(int Rows, bool WithoutR)
{
    public static bool TryParse(string[] words, out ReportsOptions options)
    {
        options = new ReportsOptions(20_000, words.Contains("--without-r"));
        string[] rest = [.. words.Where(word => word != "--without-r")];
        if (rest is ["--rows", var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows > 0)
            options = options with { Rows = rows };
        return rest.Length == 0 || rest is ["--rows", _];
    }
}
