using System.Collections.Immutable;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.SampleTrial.Simulation;

/// <summary>
/// A simulated subject cut down to a stated number of resources, for load work: what happens once (allocation, stays, outcome, infusions,
/// adverse events) stays whole; of concomitant treatment and of assessments the subjects take turns, so that every part of
/// the protocol has data from somebody and the end of nobody's story is missing.
/// </summary>
public sealed class SubjectExcerpt(TrialProtocol protocol)
{
    /// <summary>The fewest resources that hold what happens once, whoever the subject is.</summary>
    public const int FewestResources = 30;

    private const int ConcomitantTreatments = 3;

    // Coprime to the number of assessments that take turns, so that few subjects spread over all of them.
    private const int Stride = 5;

    // Seen once although they belong to a visit; all else with a visit is assessed over time, or is history.
    private static readonly string[] SeenOnce = ["RESP_SUPPORT", "CT_CHANGE"];

    private readonly string[] visitsInTurn = [.. protocol.Visits.Select(visit => visit.Id).Where(visit => visit is not ("baseline" or "day-7"))];

    /// <param name="subject">As <see cref="TrialSimulator"/> made it.</param>
    /// <param name="index">The subject's place in the simulation, from 0; decides what is kept.</param>
    /// <param name="resources">How many, versions of one counted once, at least <see cref="FewestResources"/>; a subject with fewer assessments has fewer.</param>
    public SampleSubject Of(SampleSubject subject, int index, int resources)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resources, FewestResources);
        // Both arms, one subject of each after another, get the same turn.
        var turn = index / protocol.Arms.Length;
        var once = subject.Observations.Where(IsOnce).ToList();
        ImmutableArray<SampleTreatment> treatments = [.. FromTurn(subject.Treatments, turn).Take(ConcomitantTreatments)];
        // Patient, enrolment, arm, age, stratum, and the last contact of who lives; a death is another version of the Patient.
        var subjectLevel = subject.Death is null ? 6 : 5;
        var room = resources - subjectLevel - once.Count - subject.AdverseEvents.Length - subject.Administrations.Length - treatments.Length;
        return subject with
        {
            Observations = [.. once, .. InTurn(subject, turn).Take(room)],
            Treatments = treatments,
        };
    }

    private static bool IsOnce(SampleObservation observation) => observation.Visit.Length == 0 || SeenOnce.Contains(observation.Parameter);

    // Parameter by parameter: before and after treatment, then one visit of those between and beyond.
    private IEnumerable<SampleObservation> InTurn(SampleSubject subject, int turn)
    {
        string[] visits = ["baseline", "day-7", visitsInTurn[turn % visitsInTurn.Length]];
        var byParameter = subject.Observations.Where(observation => !IsOnce(observation)).GroupBy(observation => observation.Parameter, StringComparer.Ordinal).ToList();
        return FromTurn(byParameter, turn * Stride).SelectMany(series => visits.SelectMany(visit => series.Where(observation => observation.Visit == visit)));
    }

    private static IEnumerable<T> FromTurn<T>(IReadOnlyList<T> items, int turn) =>
        Enumerable.Range(0, items.Count).Select(offset => items[(turn + offset) % items.Count]);
}
