using ReportPipeline.SampleTrial.Bundles;

namespace ReportPipeline.Cli.Demo;

/// <summary>What one hospital sends, in order.</summary>
internal sealed record SiteBundles(string Site, IReadOnlyList<BundleSubmission> Bundles)
{
    public static IReadOnlyList<SiteBundles> Of(IEnumerable<BundleSubmission> submissions) =>
    [
        .. submissions.GroupBy(submission => submission.Site, StringComparer.Ordinal)
            .OrderBy(site => site.Key, StringComparer.Ordinal)
            .Select(site => new SiteBundles(site.Key, [.. site.OrderBy(bundle => bundle.RelativePath, StringComparer.Ordinal)])),
    ];
}
