namespace ReportPipeline.Cli.Demo;

/// <summary>The sample trial's bundles, per hospital in the order in which it sends them.</summary>
internal static class DemoBundles
{
    public static IReadOnlyList<SiteBundles> BySite() => [];
}

internal sealed record SiteBundles(string Site, IReadOnlyList<NamedBundle> Bundles);

internal sealed record NamedBundle(string Name, byte[] Body);
