namespace ReportPipeline.Cli.Demo;

internal static class SimulatedBundles
{
    public static IReadOnlyList<SiteBundles> BySite(int subjects, int seed) => [];
}
