using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>
/// Finds the questions that the records of a subject once raised when they were put together, and that what arrived later has answered:
/// an enrolment that came after the first visit, a death that got its date.
/// </summary>
/// <remarks>A function of what was received, bundle by bundle, and of nothing else: when runs took place does not matter.</remarks>
public static class FindAnsweredQueries
{
    /// <summary>Questions about a subject as a whole; the record they name is only the newest one.</summary>
    private static readonly ImmutableHashSet<string> AboutTheSubject =
        ["enrolment-missing", "allocation-missing", "death-before-enrolment", "death-dates-disagree", "death-without-patient", "subject-level-disagree"];

    /// <param name="facts">Every version received up to the cut-off, in any order.</param>
    /// <param name="open">What is open at the cut-off.</param>
    /// <param name="derived">What the subjects were derived from, and the questions that it raised.</param>
    public static IEnumerable<AnsweredQuery> Of(
        TrialProtocol protocol,
        IReadOnlyCollection<ClinicalFact> facts,
        IEnumerable<DataQuery> open,
        IEnumerable<(FactsOfSubject Facts, SubjectData Data)> derived)
    {
        var ofSubjects = derived.ToDictionary(subject => (subject.Facts.Subject, subject.Facts.Site));
        var stillOpen = open.Select(KeyOf).ToHashSet();
        return ResolveSubjects.Of(facts.OrderBy(fact => fact.Source.ReceivedAt).ThenBy(fact => fact.Source.VersionId, StringComparer.Ordinal)).BySubject
            .SelectMany(group => Replay(group, received => ofSubjects.TryGetValue((group.Subject, group.Site), out var subject) && AreThose(received, subject.Facts.Facts)
                ? subject.Data.Queries
                : DeriveSubjectData.QueriesOf(protocol, group.Subject, group.Site, received)))
            .Where(answered => !stillOpen.Contains(KeyOf(answered.Query)))
            .Concat(PatientsThatCameLater(facts));
    }

    // The last bundle leads where the derivation has been: as a rule there was only one, and nothing is derived again.
    private static bool AreThose(List<ClinicalFact> received, ImmutableArray<ClinicalFact> facts) =>
        received.Count == facts.Length && received.ToHashSet<ClinicalFact>(ReferenceEqualityComparer.Instance).SetEquals(facts);

    private static IEnumerable<AnsweredQuery> Replay(FactsOfSubject subject, Func<List<ClinicalFact>, IEnumerable<DataQuery>> queriesOf)
    {
        var received = new List<ClinicalFact>();
        var standing = new Dictionary<Question, DataQuery>();
        var answered = new Dictionary<Question, AnsweredQuery>();
        foreach (var bundle in Bundles(subject.Facts))
        {
            received.AddRange(bundle);
            var raised = new Dictionary<Question, DataQuery>();
            foreach (var query in queriesOf(received))
            {
                raised[KeyOf(query)] = query;
                answered.Remove(KeyOf(query));
            }

            foreach (var (question, query) in standing.Where(pair => !raised.ContainsKey(pair.Key)))
            {
                answered[question] = new AnsweredQuery(query, AnswerIn(bundle, query));
            }

            standing = raised;
        }

        // What stands here and is not open any more stood on a record that now speaks of another subject.
        return answered.Values.Concat(standing.Values.Select(query => new AnsweredQuery(query, AnswerIn([.. subject.Facts], query))));
    }

    private static IEnumerable<ImmutableArray<ClinicalFact>> Bundles(IEnumerable<ClinicalFact> facts) => facts
        .GroupBy(fact => (fact.Source.ReceivedAt, fact.Source.BundleHash))
        .OrderBy(bundle => bundle.Key.ReceivedAt)
        .ThenBy(bundle => bundle.Key.BundleHash, StringComparer.Ordinal)
        .Select(bundle => bundle.OrderBy(fact => fact.Source.EntryIndex).ToImmutableArray());

    // A later version of the record in question, if the bundle has one; else what the bundle says first.
    private static SourceReference AnswerIn(ImmutableArray<ClinicalFact> bundle, DataQuery query) =>
        (bundle.FirstOrDefault(fact => fact.Source.ResourceKey == query.Source.ResourceKey)
            ?? bundle.FirstOrDefault(fact => fact is ObservationFact observation && observation.Parameter == query.Parameter)
            ?? bundle[0]).Source;

    private static IEnumerable<AnsweredQuery> PatientsThatCameLater(IReadOnlyCollection<ClinicalFact> facts)
    {
        var firstPatients = facts.OfType<PatientFact>()
            .Where(patient => patient.Link.Subject is not null)
            .GroupBy(patient => (patient.Source.Site, patient.Source.ResourceKey))
            .ToDictionary(group => group.Key, group => group.MinBy(patient => (patient.Source.ReceivedAt, patient.Source.VersionId))!.Source);
        return facts
            .Where(fact => fact.Link is { Subject: null, PatientKey: not null })
            .Select(fact => (Fact: fact, Patient: firstPatients.GetValueOrDefault((fact.Source.Site, fact.Link.PatientKey!))))
            .Where(pair => pair.Patient is not null && pair.Patient.ReceivedAt > pair.Fact.Source.ReceivedAt)
            .DistinctBy(pair => pair.Fact.Source.VersionId)
            .Select(pair => new AnsweredQuery(ResolveSubjects.PatientNotReceived(pair.Fact), pair.Patient!));
    }

    private static Question KeyOf(DataQuery query) => new(
        query.Code, query.Source.Site, query.Subject?.Value, query.Parameter, AboutTheSubject.Contains(query.Code) ? null : query.Source.ResourceKey);

    private sealed record Question(string Code, string Site, string? Subject, string? Parameter, string? ResourceKey);
}
