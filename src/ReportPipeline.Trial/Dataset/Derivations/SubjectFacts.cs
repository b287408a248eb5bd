using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>The current facts of one subject with the reference date from which trial days are counted.</summary>
public sealed record SubjectFacts
{
    public SubjectFacts(TrialProtocol protocol, SubjectId subject, SiteId site, ImmutableArray<ClinicalFact> current)
    {
        Protocol = protocol;
        Subject = subject;
        Site = site;
        Current = current;
        Enrolment = LatestOf(protocol.SubjectLevel.Enrolment);
        ReferenceDate = Enrolment?.When.Start is { IsKnownToTheDay: true } start && !IsAfterArrival(start, Enrolment.Source) ? start.Earliest : null;
    }

    public TrialProtocol Protocol { get; }

    public SubjectId Subject { get; }

    public SiteId Site { get; }

    public ImmutableArray<ClinicalFact> Current { get; }

    public ObservationFact? Enrolment { get; }

    /// <summary>Trial day 1.</summary>
    public DateOnly? ReferenceDate { get; }

    public IEnumerable<ObservationFact> Observations => Current.OfType<ObservationFact>();

    /// <summary>
    /// The latest counting observation of the parameter by effective date, then by receipt. One that is dated after its arrival speaks
    /// only where no other does.
    /// </summary>
    public ObservationFact? LatestOf(string parameter) => Observations
        .Where(observation => observation.Parameter == parameter && observation.Value is not MissingValue)
        .OrderBy(observation => !IsAfterArrival(observation.When.Start, observation.Source))
        .ThenBy(observation => observation.When.Start?.Latest)
        .ThenBy(observation => observation.Source.ReceivedAt)
        .ThenBy(observation => observation.Source.VersionId, StringComparer.Ordinal)
        .LastOrDefault();

    /// <summary>Whether a record is dated after it arrived; the sender was asked about it then.</summary>
    public bool IsAfterArrival(ClinicalDate? date, SourceReference source) =>
        date?.IsAfterArrival(Protocol.FindSite(Site)!.DayOf(source.ReceivedAt)) == true;

    /// <summary>The end of what has begun: null, as of something that goes on, when it is after its own arrival and so has not happened.</summary>
    public ClinicalDate? EndOf(ClinicalDate? end, SourceReference source) => IsAfterArrival(end, source) ? null : end;

    /// <summary>Trial day of a date: no day 0 (SDTM). Null without a reference date or when not known to the day.</summary>
    public int? TrialDay(ClinicalDate? date)
    {
        if (ReferenceDate is not { } reference || date is not { IsKnownToTheDay: true })
        {
            return null;
        }

        var days = date.Earliest.DayNumber - reference.DayNumber;
        return days >= 0 ? days + 1 : days;
    }

    public Visit? VisitOf(int? day) =>
        day is { } known ? Protocol.Visits.FirstOrDefault(visit => visit.FromDay <= known && known <= visit.ToDay) : null;
}
