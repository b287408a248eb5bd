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
            .GroupBy(fact => (fact.Source.Site, fact.Source.ResourceType, fact.Source.ResourceKey, Variable: VariableOf(fact)))
            .OrderBy(group => group.Key.ResourceType, StringComparer.Ordinal)
            .ThenBy(group => group.Key.ResourceKey, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Variable, StringComparer.Ordinal);
        foreach (var versions in resources)
        {
            var chosen = Choose(versions, queries);
            if (chosen.Status is not (RecordStatus.EnteredInError or RecordStatus.NotCounted))
            {
                current.Add(chosen);
            }
        }

        return new CurrentFacts(current.ToImmutable(), queries.ToImmutable());
    }

    // One Observation with components gives several facts, one per parameter; each is followed on its own.
    private static string VariableOf(ClinicalFact fact) => fact is ObservationFact observation ? observation.Parameter : string.Empty;

    private static ClinicalFact Choose(IEnumerable<ClinicalFact> versions, ImmutableArray<DataQuery>.Builder queries)
    {
        ClinicalFact? chosen = null;
        foreach (var version in InOrderOfReceipt(versions))
        {
            if (chosen?.Status == RecordStatus.Amended && version.Status is RecordStatus.Final or RecordStatus.Preliminary)
            {
                queries.Add(new DataQuery(
                    "version-unamended-after-amended",
                    version.Link.Subject,
                    version.Source,
                    VariableOf(version),
                    "A version without amendment arrived after an amended one; the amended one counts. Send it again as amended if it is right."));
                continue;
            }

            chosen = version;
        }

        return chosen!;
    }

    private static IOrderedEnumerable<ClinicalFact> InOrderOfReceipt(IEnumerable<ClinicalFact> versions) => versions
        .OrderBy(version => version.Source.ReceivedAt)
        .ThenBy(version => version.Source.BundleHash, StringComparer.Ordinal)
        .ThenBy(version => version.Source.EntryIndex);
}
