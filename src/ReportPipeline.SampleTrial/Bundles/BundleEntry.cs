using System.Text.Json.Nodes;

namespace ReportPipeline.SampleTrial.Bundles;

/// <param name="Visit">Visit in whose bundle the resource travels.</param>
/// <param name="Date">Last date that the resource speaks of, or the day on which a correction is sent.</param>
internal sealed record BundleEntry(string Visit, DateOnly Date, string Type, string Id, JsonObject Resource);
