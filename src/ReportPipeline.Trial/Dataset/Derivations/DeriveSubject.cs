using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>Derives the subject-level record (ADSL).</summary>
public static class DeriveSubject
{
    public static SubjectRecord From(SubjectFacts facts)
    {
        var level = facts.Protocol.SubjectLevel;
        var sources = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        var patient = LatestPatient(facts);
        Remember(sources, SubjectVariables.Sex, patient);
        Remember(sources, level.Enrolment, facts.Enrolment);
        var allocation = Keep(facts, level.Allocation, sources);
        var age = Keep(facts, level.Age, sources);
        var death = DeriveDeath.From(facts);
        if (death is not null)
        {
            sources[SubjectVariables.Death] = death.Sources;
        }

        var lastAlive = LastKnownAlive(facts, death?.Death);
        if (lastAlive is { } last)
        {
            sources[SubjectVariables.LastKnownAlive] = [last.Source];
        }

        return new SubjectRecord
        {
            Subject = facts.Subject,
            Site = facts.Site,
            Arm = (allocation?.Value as CodedFactValue)?.Value,
            Sex = patient?.Sex ?? Sex.Unknown,
            Age = (age?.Value as QuantityValue)?.Value,
            Strata = Strata(facts, sources),
            Enrolment = facts.ReferenceDate,
            Death = death?.Death,
            LastKnownAliveDay = lastAlive?.Day,
            Sources = sources.ToImmutable(),
        };
    }

    // A record out of use speaks only where no other does.
    private static PatientFact? LatestPatient(SubjectFacts facts) => facts.Current
        .OfType<PatientFact>()
        .OrderBy(patient => patient.InUse)
        .ThenBy(patient => patient.Source.ReceivedAt)
        .ThenBy(patient => patient.Source.VersionId, StringComparer.Ordinal)
        .LastOrDefault();

    private static ImmutableSortedDictionary<string, string> Strata(
        SubjectFacts facts,
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Builder sources)
    {
        var strata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var stratum in facts.Protocol.SubjectLevel.Strata)
        {
            if (Keep(facts, stratum, sources)?.Value is CodedFactValue value)
            {
                strata[stratum] = value.Value;
            }
        }

        return strata.ToImmutable();
    }

    private static ObservationFact? Keep(
        SubjectFacts facts,
        string parameter,
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Builder sources)
    {
        var fact = facts.LatestOf(parameter);
        Remember(sources, parameter, fact);
        return fact;
    }

    private static void Remember(
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Builder sources,
        string variable,
        ClinicalFact? fact)
    {
        if (fact is not null)
        {
            sources[variable] = [fact.Source.VersionId];
        }
    }

    // Whatever a hospital saw or gave shows the subject alive on that day; nothing dated after death or after its own arrival does.
    private static (int Day, string Source)? LastKnownAlive(SubjectFacts facts, Death? death)
    {
        (int Day, string Source)? last = null;
        var dated = facts.Current
            .Where(fact => !IsOfDeath(fact, facts.Protocol.SubjectLevel.Death))
            .SelectMany(fact => EvidenceOfLife(fact)
                .Where(date => !facts.IsAfterArrival(date, fact.Source))
                .Select(date => (Day: facts.TrialDay(date), Source: fact.Source.VersionId)))
            .Where(item => death?.Day is null || item.Day <= death.Day);
        foreach (var (day, source) in dated)
        {
            if (day is { } known && (last is null || known > last.Value.Day || (known == last.Value.Day && string.CompareOrdinal(source, last.Value.Source) > 0)))
            {
                last = (known, source);
            }
        }

        return last;
    }

    private static bool IsOfDeath(ClinicalFact fact, string? parameter) =>
        fact is ObservationFact observation && observation.Parameter == parameter;

    // A reading that was not taken shows nothing: it is how a hospital reports that nobody came.
    private static IEnumerable<ClinicalDate?> EvidenceOfLife(ClinicalFact fact) => fact switch
    {
        ObservationFact { Value: MissingValue missing } when !AbsentReasons.ShowsAMeasurement(missing.Reason) => [],
        ObservationFact observation => [observation.When.Start, observation.When.End],
        AdministrationFact { Status: not RecordStatus.NotDone } administration => [administration.When.Start, administration.When.End],
        AdverseEventFact adverseEvent => [adverseEvent.Onset],
        _ => [],
    };
}
