using ReportPipeline.Fhir.Intake;

namespace ReportPipeline.Functions.Runs;

/// <summary>One version of a resource, in the order in which versions count.</summary>
/// <param name="Key">Pseudonym of the resource.</param>
/// <param name="VersionId">As the sender's etag names it.</param>
/// <param name="BundleHash">Orders versions that arrived at the same instant.</param>
public sealed record ResourceVersion(string Key, string VersionId, DateTimeOffset ReceivedAt, string BundleHash, int EntryIndex)
{
    /// <summary>The versions that an examined bundle brings.</summary>
    public static IEnumerable<ResourceVersion> Of(IntakeResult read) => read.Entries
        .Where(entry => read.Accepted && entry.Accepted)
        .Select(entry => new ResourceVersion(entry.ResourceKey!, entry.VersionId!, read.ReceivedAt, read.BundleHash, entry.Index));

    public bool IsLaterThan(ResourceVersion other) =>
        ReceivedAt.CompareTo(other.ReceivedAt) is not 0 and var byTime ? byTime > 0
        : string.CompareOrdinal(BundleHash, other.BundleHash) is not 0 and var byBundle ? byBundle > 0
        : EntryIndex > other.EntryIndex;
}
