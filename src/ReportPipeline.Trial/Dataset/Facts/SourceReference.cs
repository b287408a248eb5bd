using System.Text.Json.Serialization;

namespace ReportPipeline.Trial.Dataset.Facts;

/// <summary>Where a fact comes from: one version of one resource in one accepted bundle.</summary>
/// <param name="Site">The hospital that sent it.</param>
/// <param name="BundleHash">SHA-256 of the accepted bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="EntryIndex">Zero-based index of the entry in its bundle.</param>
/// <param name="ResourceType">FHIR resource type.</param>
/// <param name="ResourceKey">Keyed pseudonym of the resource's identity within its site; equal for all its versions.</param>
/// <param name="VersionId">Version id derived from (site, bundle hash, entry index).</param>
/// <param name="ReceivedAt">When the bundle was accepted; orders the versions of one resource.</param>
public sealed record SourceReference(
    string Site,
    string BundleHash,
    int EntryIndex,
    string ResourceType,
    string ResourceKey,
    string VersionId,
    DateTimeOffset ReceivedAt)
{
    /// <summary>The resource that this is a version of.</summary>
    [JsonIgnore]
    public ResourceIdentity Resource => new(Site, ResourceType, ResourceKey);
}

/// <summary>One resource of one hospital, over all its versions.</summary>
/// <param name="Site">The hospital that sent it.</param>
/// <param name="Type">FHIR resource type.</param>
/// <param name="Key">Keyed pseudonym of its identity within the site.</param>
public readonly record struct ResourceIdentity(string Site, string Type, string Key);
