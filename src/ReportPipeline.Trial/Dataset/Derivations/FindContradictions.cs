using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>
/// Asks about a subject's allocation, enrolment, age, stratum or sex of which records that count, under different ids, say different things.
/// The record of the latest date counts until one is corrected. The same said twice is no contradiction, and neither is a date that is known
/// less exactly; deaths are <see cref="DeriveDeath"/>'s.
/// </summary>
public static class FindContradictions
{
    public static IEnumerable<DataQuery> In(SubjectFacts facts)
    {
        var level = facts.Protocol.SubjectLevel;
        var parameters = level.Strata.Prepend(level.Age).Prepend(level.Allocation).Distinct(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            var said = Saying(facts, parameter);
            if (said.Select(observation => observation.Value).Distinct().Skip(1).Any())
            {
                yield return Disagree(facts, said, parameter);
            }
        }

        var enrolments = Saying(facts, level.Enrolment).Where(observation => observation.When.Start is not null).ToList();
        if (enrolments.Count > 1 && enrolments.Max(Earliest) > enrolments.Min(Latest))
        {
            yield return Disagree(facts, enrolments, level.Enrolment);
        }

        var patients = PatientsThatSpeak(facts);
        if (patients.Select(patient => patient.Sex).Distinct().Skip(1).Any())
        {
            yield return Disagree(facts, patients, SubjectVariables.Sex);
        }
    }

    private static List<ObservationFact> Saying(SubjectFacts facts, string parameter) =>
        [.. facts.Observations.Where(observation => observation.Parameter == parameter && observation.Value is not MissingValue)];

    private static DateOnly Earliest(ObservationFact observation) => observation.When.Start!.Earliest;

    private static DateOnly Latest(ObservationFact observation) => observation.When.Start!.Latest;

    // As for the sex that counts: a record out of use speaks only where no other does, and "unknown" contradicts nothing.
    private static List<PatientFact> PatientsThatSpeak(SubjectFacts facts)
    {
        var patients = facts.Current.OfType<PatientFact>().ToList();
        var anyInUse = patients.Exists(patient => patient.InUse);
        return [.. patients.Where(patient => patient.InUse == anyInUse && patient.Sex != Sex.Unknown)];
    }

    private static DataQuery Disagree(SubjectFacts facts, IEnumerable<ClinicalFact> said, string variable) => new(
        "subject-level-disagree",
        facts.Subject,
        said.OrderBy(fact => fact.Source.ReceivedAt).ThenBy(fact => fact.Source.VersionId, StringComparer.Ordinal).Last().Source,
        variable,
        "Records of this subject give different values of a variable that a subject has once. Correct the wrong one or enter it in error; until then the one of the latest date counts.");
}
