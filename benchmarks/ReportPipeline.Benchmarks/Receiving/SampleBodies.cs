using System.Globalization;
using System.Text;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Benchmarks.Receiving;

/// <summary>The sample trial's bundles of one hospital, and any number of different bundles made from them.</summary>
internal static class SampleBodies
{
    public const string Site = "renmin-wuhan";

    public static string ProtocolPath { get; } = Path.Combine(AppContext.BaseDirectory, "protocols", "msc-covid19.json");

    public static TrialProtocol Protocol { get; } = ProtocolFile.Load(ProtocolPath).Protocol!;

    public static IReadOnlyList<byte[]> Originals { get; } =
        [.. new BundleWriter(Protocol).WriteAll(ReconstructedTrial.Load()).Where(bundle => bundle.Site == Site).Select(bundle => bundle.Content)];

    /// <summary>An original with an id of its own, so that no two bodies are equal.</summary>
    public static byte[] Number(int number)
    {
        const string start = "\"resourceType\"";
        var text = Encoding.UTF8.GetString(Originals[number % Originals.Count]);
        return Encoding.UTF8.GetBytes(text.Insert(
            text.IndexOf(start, StringComparison.Ordinal), string.Create(CultureInfo.InvariantCulture, $"\"id\":\"b{number}\",")));
    }
}
