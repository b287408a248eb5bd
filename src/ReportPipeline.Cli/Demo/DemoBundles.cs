using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Cli.Demo;

/// <summary>The sample trial's bundles, per hospital in the order in which it sends them.</summary>
internal static class DemoBundles
{
    public static IReadOnlyList<SiteBundles> BySite(TrialProtocol protocol) => SiteBundles.Of(
        new BundleWriter(protocol).WriteAll(ReconstructedTrial.Load()));
}
