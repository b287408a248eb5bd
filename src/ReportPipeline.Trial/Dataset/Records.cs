using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Dataset;

/// <summary>One subject (ADSL). Days are trial days: day 1 is the enrolment date, the day before it is −1.</summary>
public sealed record SubjectRecord
{
    public required SubjectId Subject { get; init; }

    public required SiteId Site { get; init; }

    /// <summary>Allocated arm (ARMCD); null while the hospital has not sent it.</summary>
    public required string? Arm { get; init; }

    public required Sex Sex { get; init; }

    /// <summary>Years at enrolment.</summary>
    public required decimal? Age { get; init; }

    /// <summary>Stratum parameter → coded value.</summary>
    public required ImmutableSortedDictionary<string, string> Strata { get; init; }

    /// <summary>Reference date, site-local.</summary>
    public required DateOnly? Enrolment { get; init; }

    public required Death? Death { get; init; }

    /// <summary>Last trial day on which the subject is known to have been alive, from every dated record.</summary>
    public required int? LastKnownAliveDay { get; init; }

    /// <summary>Variable → ids of the resource versions it comes from. Keys are parameter codes and the names below.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<string>> Sources { get; init; }

    /// <summary>Enrolled and allocated: counts in the full analysis set.</summary>
    public bool IsEnrolled => Enrolment is not null && Arm is not null;

    public ImmutableArray<string> SourcesOf(params ReadOnlySpan<string> variables)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var variable in variables)
        {
            found.AddRange(Sources.GetValueOrDefault(variable, []));
        }

        return found.ToImmutable();
    }
}

/// <summary>A reported death.</summary>
/// <param name="Day">Trial day; null when the date is not known to the day, disagrees with another, or is one of the following.</param>
/// <param name="BeforeEnrolment">The one reported date lies before the enrolment.</param>
/// <param name="AfterArrival">The one reported date lies after the arrival of every record that gives it.</param>
public sealed record Death(int? Day, bool BeforeEnrolment = false, bool AfterArrival = false);

/// <summary>Names of subject-level variables that are no parameters.</summary>
public static class SubjectVariables
{
    /// <summary>Administrative sex (CDISC SEX).</summary>
    public const string Sex = "SEX";

    /// <summary>The site that sent the subject (CDISC SITEID).</summary>
    public const string Site = "SITE";

    public const string Death = "DEATH";

    public const string LastKnownAlive = "LAST_KNOWN_ALIVE";
}

/// <summary>One finding about one subject (ADLB, ADVS, ADQS in one shape).</summary>
public sealed record FindingRecord
{
    public required SubjectId Subject { get; init; }

    public required string Parameter { get; init; }

    /// <summary>Visit whose window holds the day, when one does.</summary>
    public required string? Visit { get; init; }

    /// <summary>Trial day of the (start of the) finding; null when the date is not known to the day.</summary>
    public required int? Day { get; init; }

    /// <summary>AVAL: quantity in the canonical unit, length of a period in days, or trial day of a date parameter.</summary>
    public required decimal? AnalysisValue { get; init; }

    /// <summary>AVALC: coded value.</summary>
    public required string? CodedValue { get; init; }

    /// <summary>Comparator of a quantity below or above a limit of quantification.</summary>
    public string? Comparator { get; init; }

    /// <summary>Why there is no value, when there is none.</summary>
    public string? MissingReason { get; init; }

    /// <summary>ANL01FL: the record that represents its visit, the one nearest to the planned day.</summary>
    public bool RepresentsVisit { get; init; }

    /// <summary>ABLFL: the record is the subject's baseline of the parameter.</summary>
    public bool IsBaseline { get; init; }

    /// <summary>BASE: the subject's baseline value of the parameter.</summary>
    public decimal? Baseline { get; init; }

    public bool IsPreliminary { get; init; }

    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>CHG: analysis value − baseline.</summary>
    public decimal? ChangeFromBaseline => AnalysisValue - Baseline;
}

/// <summary>One adverse event (ADAE).</summary>
public sealed record AdverseEventRecord
{
    private readonly UtcSecond onset;

    public required SubjectId Subject { get; init; }

    /// <summary>Category code of the protocol, or <see cref="Uncoded"/>.</summary>
    public required string Category { get; init; }

    /// <summary>Term code of the protocol, or <see cref="Uncoded"/>.</summary>
    public required string Term { get; init; }

    public required int? OnsetDay { get; init; }

    /// <summary>ASTDTM: the onset to the second; null when the hospital sent no time of day.</summary>
    public DateTimeOffset? Onset
    {
        get => onset.Moment;
        init => onset = new UtcSecond(value);
    }

    public required int? ResolvedDay { get; init; }

    /// <summary>CTCAE grade 1–5.</summary>
    public required int? Grade { get; init; }

    public required bool? Serious { get; init; }

    public required string? Relatedness { get; init; }

    public required bool Fatal { get; init; }

    public required string? Outcome { get; init; }

    /// <summary>Whether the event was expected in the study; null when the hospital did not say.</summary>
    public bool? Expected { get; init; }

    /// <summary>AOCCIFL: the subject's worst event of the term, the earliest of several with the same grade.</summary>
    public bool IsWorstOfTerm { get; init; }

    public required ImmutableArray<string> Sources { get; init; }

    public const string Uncoded = "UNCODED";
}

public enum DoseStatus
{
    /// <summary>In full.</summary>
    Given,

    /// <summary>Begun: stopped early, interrupted, or still running.</summary>
    Partial,

    NotGiven,
}

/// <summary>One planned or given dose of a trial treatment (ADEX).</summary>
public sealed record ExposureRecord
{
    private readonly UtcSecond start;
    private readonly UtcSecond end;

    public required SubjectId Subject { get; init; }

    public required string Treatment { get; init; }

    public required string? Visit { get; init; }

    /// <summary>Trial day of the start.</summary>
    public required int? Day { get; init; }

    /// <summary>Trial day of the end; null when no end known to the day was sent.</summary>
    public int? EndDay { get; init; }

    /// <summary>ASTDTM: the start to the second; null when the hospital sent no time of day.</summary>
    public DateTimeOffset? Start
    {
        get => start.Moment;
        init => start = new UtcSecond(value);
    }

    /// <summary>AENDTM: the end to the second; null when the hospital sent no end, or none with a time of day.</summary>
    public DateTimeOffset? End
    {
        get => end.Moment;
        init => end = new UtcSecond(value);
    }

    public required DoseStatus Status { get; init; }

    /// <summary>In the treatment's dose unit.</summary>
    public required decimal? Dose { get; init; }

    public required string? Lot { get; init; }

    public required decimal? VolumeMillilitres { get; init; }

    public required decimal? RateMillilitresPerHour { get; init; }

    public required ImmutableArray<string> Sources { get; init; }
}

/// <summary>A concomitant treatment by class (ADCM).</summary>
public sealed record ConcomitantTreatmentRecord(
    SubjectId Subject,
    string TreatmentClass,
    int? Day,
    ImmutableArray<string> Sources);

/// <summary>How a subject's follow-up ended (ADDS, disposition); every subject has exactly one end.</summary>
/// <param name="Day">Trial day of the end: of death, or the last day known alive; null when neither is known.</param>
public sealed record DispositionRecord(SubjectId Subject, FollowUpEnd End, int? Day, ImmutableArray<string> Sources);

/// <summary>The ways in which follow-up ends.</summary>
public enum FollowUpEnd
{
    /// <summary>Death on or before the last day of follow-up.</summary>
    Died,

    /// <summary>Known alive within the window of the last visit or later, or dead after follow-up.</summary>
    Completed,

    /// <summary>Neither, also when a death has no day.</summary>
    Lost,
}

/// <summary>Time from the reference date to death, in trial days, censored at the end of follow-up (ADTTE).</summary>
/// <param name="Time">Trial day of the event or of censoring, at least 1; ADT − STARTDT + 1.</param>
/// <param name="EventObserved">True for an event: the opposite sign of CDISC's CNSR.</param>
public sealed record TimeToEventRecord(SubjectId Subject, int Time, bool EventObserved, ImmutableArray<string> Sources);

/// <summary>Everything derived for one subject. Subjects are derived each for itself, so a run derives only the changed ones.</summary>
public sealed record SubjectData
{
    private FindingsByParameter.Cell byParameter;

    public required SubjectRecord Subject { get; init; }

    public required ImmutableArray<FindingRecord> Findings { get; init; }

    public required ImmutableArray<AdverseEventRecord> AdverseEvents { get; init; }

    public required ImmutableArray<ExposureRecord> Exposures { get; init; }

    public required ImmutableArray<ConcomitantTreatmentRecord> ConcomitantTreatments { get; init; }

    /// <summary>Overall survival; null while the subject is not enrolled or the death has no date.</summary>
    public required TimeToEventRecord? Survival { get; init; }

    /// <summary>Open questions about the subject: those of its own derivation, in a dataset all of them.</summary>
    public required ImmutableArray<DataQuery> Queries { get; init; }

    /// <summary>The findings of one parameter, in the order of <see cref="Findings"/>.</summary>
    public ArraySegment<FindingRecord> FindingsOf(string parameter) => byParameter.Of(Findings).Find(parameter);

    /// <summary>The finding that represents the visit, or null.</summary>
    public FindingRecord? FindingAt(string parameter, string visit)
    {
        foreach (var finding in FindingsOf(parameter))
        {
            if (finding.RepresentsVisit && finding.Visit == visit)
            {
                return finding;
            }
        }

        return null;
    }
}
