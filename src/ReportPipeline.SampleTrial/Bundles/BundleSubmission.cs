namespace ReportPipeline.SampleTrial.Bundles;

/// <summary>One bundle as a hospital posts it.</summary>
/// <param name="Site">Site id of the sender.</param>
/// <param name="Subject">Trial subject number.</param>
/// <param name="Visit">Visit id, or the name of a correction.</param>
/// <param name="SentAt">When the hospital sent it, in the site's offset.</param>
/// <param name="Content">UTF-8 JSON; equal input gives equal bytes.</param>
public sealed record BundleSubmission(string Site, string Subject, string Visit, DateTimeOffset SentAt, byte[] Content)
{
    /// <summary>Where a folder of submissions keeps it; sorting the paths of a site gives the order of sending.</summary>
    public string RelativePath => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Site}/{SentAt:yyyyMMdd-HHmm}-{Subject}-{Visit}.json");
}
