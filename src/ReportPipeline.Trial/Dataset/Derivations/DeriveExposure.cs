using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>Derives doses of trial treatments (ADEX) and concomitant treatments by class (ADCM).</summary>
public static class DeriveExposure
{
    public static ImmutableArray<ExposureRecord> Doses(SubjectFacts facts) =>
    [
        .. Administrations(facts)
            .Where(item => facts.Protocol.Treatments.Any(treatment => treatment.Code == item.Fact.Treatment))
            .Select(item => new ExposureRecord
            {
                Subject = facts.Subject,
                Treatment = item.Fact.Treatment,
                Visit = facts.IsAfterArrival(item.Fact.When.Start, item.Fact.Source) ? null : facts.VisitOf(item.Day)?.Id,
                Day = item.Day,
                EndDay = facts.TrialDay(facts.EndOf(item.Fact.When.End, item.Fact.Source)),
                Start = item.Fact.When.Start?.ToMoment(),
                End = facts.EndOf(item.Fact.When.End, item.Fact.Source)?.ToMoment(),
                Status = StatusOf(item.Fact),
                Dose = item.Fact.Status == RecordStatus.NotDone ? 0 : item.Fact.Dose,
                Lot = item.Fact.Lot,
                VolumeMillilitres = item.Fact.VolumeMillilitres,
                RateMillilitresPerHour = item.Fact.RateMillilitresPerHour,
                Sources = [item.Fact.Source.VersionId],
            }),
    ];

    public static ImmutableArray<ConcomitantTreatmentRecord> ConcomitantTreatments(SubjectFacts facts) =>
    [
        .. Administrations(facts)
            .Where(item => item.Fact.Status != RecordStatus.NotDone)
            .Where(item => facts.Protocol.ConcomitantTreatmentClasses.Any(treatment => treatment.Code == item.Fact.Treatment))
            .Select(item => new ConcomitantTreatmentRecord(facts.Subject, item.Fact.Treatment, item.Day, [item.Fact.Source.VersionId])),
    ];

    private static IEnumerable<(AdministrationFact Fact, int? Day)> Administrations(SubjectFacts facts) => facts.Current
        .OfType<AdministrationFact>()
        .Select(fact => (Fact: fact, Day: facts.TrialDay(fact.When.Start)))
        .OrderBy(item => item.Day ?? int.MaxValue)
        .ThenBy(item => item.Fact.Treatment, StringComparer.Ordinal)
        .ThenBy(item => item.Fact.Source.VersionId, StringComparer.Ordinal);

    // R4: in-progress "has started but has not yet completed", on-hold has been "temporarily halted". Neither says that all of it was
    // given; the version that says "completed" does.
    private static DoseStatus StatusOf(AdministrationFact fact) => fact.Status switch
    {
        RecordStatus.NotDone => DoseStatus.NotGiven,
        RecordStatus.Stopped or RecordStatus.Preliminary => DoseStatus.Partial,
        _ => DoseStatus.Given,
    };
}
