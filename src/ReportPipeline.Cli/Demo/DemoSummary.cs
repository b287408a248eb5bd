using System.Globalization;

namespace ReportPipeline.Cli.Demo;

/// <summary>What the demonstration did.</summary>
/// <param name="Submissions">Per hospital.</param>
/// <param name="RunLog">What the run said.</param>
/// <param name="Files">What lies in the output folder now.</param>
internal sealed record DemoSummary(
    IReadOnlyList<SiteSubmissions> Submissions, IReadOnlyList<string> RunLog, IReadOnlyList<FileInfo> Files)
{
    /// <summary>Every bundle was taken and there is a report.</summary>
    public bool Complete => Submissions.All(site => site.Refused.Count == 0) && Files.Any(file => file.Extension == ".docx");

    public IEnumerable<string> Lines()
    {
        foreach (var site in Submissions)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{site.Site}: {site.Accepted} bundles accepted, {site.Refused.Count} refused");
            foreach (var refusal in site.Refused)
                yield return $"  {refusal}";
        }

        foreach (var line in RunLog)
            yield return line;
        foreach (var file in Files)
            yield return string.Create(CultureInfo.InvariantCulture, $"{file.FullName} ({file.Length / 1024.0:F0} KiB)");
        if (!Complete)
            yield return "The demonstration is not complete: see above.";
    }
}

/// <summary>What came of one hospital's bundles.</summary>
internal sealed record SiteSubmissions(string Site, int Accepted, IReadOnlyList<string> Refused);
