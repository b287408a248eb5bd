using System.Text.Json;
using System.Text.Json.Nodes;
using ReportPipeline.SampleTrial.Bundles;

namespace ReportPipeline.Tests.SecondTrial;

/// <summary>The last LDL cholesterol of a simulated subject: sent wrong, and corrected.</summary>
internal static class Cholesterol
{
    private const string Code = "22748-8";

    public static BundleSubmission LastOf(IEnumerable<BundleSubmission> bundles) =>
        bundles.Last(submission => submission.Content.AsSpan().IndexOf("22748-8"u8) >= 0);

    /// <summary>The bundle with a value half a unit too high.</summary>
    public static BundleSubmission Wrong(BundleSubmission submission) => Edit(submission, reading =>
        reading["valueQuantity"]!["value"] = reading["valueQuantity"]!["value"]!.GetValue<decimal>() + 0.5m);

    /// <summary>The bundle again, as the correction of the wrong one.</summary>
    public static BundleSubmission Corrected(BundleSubmission submission) => Edit(submission, reading => reading["status"] = "corrected");

    private static BundleSubmission Edit(BundleSubmission submission, Action<JsonNode> change)
    {
        var bundle = JsonNode.Parse(submission.Content)!;
        change(bundle["entry"]!.AsArray().Select(entry => entry!["resource"]!)
            .First(resource => resource["code"]?["coding"]?[0]?["code"]?.GetValue<string>() == Code));
        return submission with { Content = JsonSerializer.SerializeToUtf8Bytes(bundle) };
    }
}
