using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>Derives everything about one subject from all facts ever received about that subject.</summary>
public static class DeriveSubjectData
{
    /// <param name="received">Every version received, in any order; their links are resolved to the subject.</param>
    public static SubjectData From(TrialProtocol protocol, SubjectId subject, SiteId site, IEnumerable<ClinicalFact> received)
    {
        var versions = SelectCurrentVersions.Of(received);
        var facts = new SubjectFacts(protocol, subject, site, versions.Facts);
        var record = DeriveSubject.From(facts);
        return new SubjectData
        {
            Subject = record,
            Findings = DeriveFindings.From(facts),
            AdverseEvents = DeriveWorstGrade.Among(DeriveAdverseEvents.From(facts)),
            Exposures = DeriveExposure.Doses(facts),
            ConcomitantTreatments = DeriveExposure.ConcomitantTreatments(facts),
            Survival = DeriveSurvival.From(facts, record),
            Queries = [.. versions.Queries, .. DeriveDeath.Queries(facts), .. FindContradictions.In(facts), .. DeriveQueries.From(facts, record)],
        };
    }

    /// <summary>The questions of <see cref="From"/> alone.</summary>
    internal static IEnumerable<DataQuery> QueriesOf(TrialProtocol protocol, SubjectId subject, SiteId site, IEnumerable<ClinicalFact> received)
    {
        var versions = SelectCurrentVersions.Of(received);
        var facts = new SubjectFacts(protocol, subject, site, versions.Facts);
        return [.. versions.Queries, .. DeriveDeath.Queries(facts), .. FindContradictions.In(facts), .. DeriveQueries.From(facts, DeriveSubject.From(facts))];
    }
}
