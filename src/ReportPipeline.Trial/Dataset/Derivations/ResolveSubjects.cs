using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>All facts of one subject.</summary>
public sealed record FactsOfSubject(SubjectId Subject, SiteId Site, ImmutableArray<ClinicalFact> Facts);

/// <summary>Facts by subject, and a query for each fact whose Patient has not been received.</summary>
public sealed record ResolvedFacts(ImmutableArray<FactsOfSubject> BySubject, ImmutableArray<DataQuery> Queries);

/// <summary>Follows references to Patient resources that came in another bundle of the same site.</summary>
public static class ResolveSubjects
{
    public static ResolvedFacts Of(IEnumerable<ClinicalFact> facts)
    {
        var all = facts as IReadOnlyCollection<ClinicalFact> ?? [.. facts];
        var patients = SubjectsOfPatients(all);
        var known = new List<(SubjectId Subject, ClinicalFact Fact)>(all.Count);
        var queries = ImmutableArray.CreateBuilder<DataQuery>();
        foreach (var fact in all)
        {
            if (SubjectOf(fact, patients) is { } subject)
            {
                known.Add((subject, fact));
            }
            else
            {
                queries.Add(fact.Link.Subject is null ? PatientNotReceived(fact) : SubjectsDisagree(fact));
            }
        }

        var bySubject = known
            .GroupBy(item => (item.Subject, item.Fact.Source.Site), item => item.Fact)
            .OrderBy(group => group.Key.Subject)
            .ThenBy(group => group.Key.Site, StringComparer.Ordinal)
            .Select(group => new FactsOfSubject(group.Key.Subject, new SiteId(group.Key.Site), [.. group]));
        return new ResolvedFacts([.. bySubject], queries.ToImmutable());
    }

    internal static DataQuery PatientNotReceived(ClinicalFact fact) => new DataQuery("patient-not-received", null, fact.Source, null,
        "The record refers to a Patient that has not been received yet; it counts as soon as that Patient arrives.");

    private static DataQuery SubjectsDisagree(ClinicalFact fact) => new("subjects-disagree", null, fact.Source, null,
        "The record gives the number of one subject and refers to the Patient of another; it counts for neither.");

    internal static Dictionary<(string Site, string Key), SubjectId> SubjectsOfPatients(IEnumerable<ClinicalFact> facts)
    {
        var patients = new Dictionary<(string Site, string Key), SubjectId>();
        foreach (var patient in facts.OfType<PatientFact>())
        {
            if (patient.Link.Subject is { } subject)
            {
                patients[(patient.Source.Site, patient.Source.ResourceKey)] = subject;
            }
        }

        return patients;
    }

    internal static SubjectId? SubjectOf(ClinicalFact fact, Dictionary<(string Site, string Key), SubjectId> patients)
    {
        SubjectId? referred = fact.Link.PatientKey is { } key && patients.TryGetValue((fact.Source.Site, key), out var resolved) ? resolved : null;
        if (fact.Link.Subject is { } subject)
        {
            return referred is { } other && other != subject ? null : subject;
        }

        return referred;
    }
}
