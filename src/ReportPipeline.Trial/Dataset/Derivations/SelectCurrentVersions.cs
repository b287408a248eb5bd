using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>Facts that count, and the questions that their versions raise.</summary>
public sealed record CurrentFacts(ImmutableArray<ClinicalFact> Facts, ImmutableArray<DataQuery> Queries);

/// <summary>
/// Chooses the version of each resource that counts: the latest received, except that a version without amendment that
/// arrives after an amended one raises a query and does not supersede. An entry in error ends the resource.
/// </summary>
public static class SelectCurrentVersions
{
    public static CurrentFacts Of(IEnumerable<ClinicalFact> facts)
    {
        var current = ImmutableArray.CreateBuilder<ClinicalFact>();
        var queries = ImmutableArray.CreateBuilder<DataQuery>();
        var resources = facts
            .GroupBy(fact => (fact.Source.Site, fact.Source.ResourceType, fact.Source.ResourceKey))
            .OrderBy(group => group.Key.ResourceType, StringComparer.Ordinal)
            .ThenBy(group => group.Key.ResourceKey, StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            current.AddRange(ChosenOf(resource, queries).Where(fact => fact is not VersionFact && fact.Status is not (RecordStatus.EnteredInError or RecordStatus.NotCounted)));
        }

        return new CurrentFacts(current.ToImmutable(), queries.ToImmutable());
    }

    // Most resources have one version that says one thing: nothing is there to be chosen or put in order.
    private static IEnumerable<ClinicalFact> ChosenOf(IGrouping<(string, string, string), ClinicalFact> resource, ImmutableArray<DataQuery>.Builder queries) =>
        resource.Count() == 1 ? resource : Choose(Versions(resource), queries);

    // One version of a resource can say several things (an Observation with components): they stand and fall together.
    private static IEnumerable<ImmutableArray<ClinicalFact>> Versions(IEnumerable<ClinicalFact> resource) => resource
        .GroupBy(fact => fact.Source.VersionId, StringComparer.Ordinal)
        .Select(version => version.OrderBy(VariableOf, StringComparer.Ordinal).ToImmutableArray())
        .OrderBy(version => version[0].Source.ReceivedAt)
        .ThenBy(version => version[0].Source.BundleHash, StringComparer.Ordinal)
        .ThenBy(version => version[0].Source.EntryIndex);

    private static ImmutableArray<ClinicalFact> Choose(IEnumerable<ImmutableArray<ClinicalFact>> versions, ImmutableArray<DataQuery>.Builder queries)
    {
        ImmutableArray<ClinicalFact> chosen = [];
        foreach (var version in versions)
        {
            if (!chosen.IsEmpty && WhyItDoesNotCount(chosen[0].Status, version[0].Status) is { } why)
            {
                queries.Add(new DataQuery(why.Code, version[0].Link.Subject, version[0].Source, VariableOf(version[0]), why.Message));
                continue;
            }

            chosen = version;
        }

        return chosen;
    }

    /// <summary>Whether a later version takes the place of the one that counts, by what both say about their standing.</summary>
    internal static bool Supersedes(RecordStatus before, RecordStatus later) => WhyItDoesNotCount(before, later) is null;

    private static (string Code, string Message)? WhyItDoesNotCount(RecordStatus before, RecordStatus later) => (before, later) switch
    {
        (RecordStatus.Amended, RecordStatus.Final or RecordStatus.Preliminary) => (
            "version-unamended-after-amended",
            "A version without amendment arrived after an amended one; the amended one counts. Send it again as amended if it is right."),
        (RecordStatus.EnteredInError, RecordStatus.Final or RecordStatus.Preliminary) => (
            "version-after-entered-in-error",
            "A version arrived after the record was entered in error; it does not count. Send it again as amended if the record is right after all."),
        _ => null,
    };

    private static string VariableOf(ClinicalFact fact) => fact is ObservationFact observation ? observation.Parameter : string.Empty;
}
