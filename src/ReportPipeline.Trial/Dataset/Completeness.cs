using System.Collections.Immutable;

namespace ReportPipeline.Trial.Dataset;

/// <summary>How a visit stands at the data cut-off.</summary>
public enum VisitStanding
{
    /// <summary>Every expected assessment was received or reported as absent.</summary>
    Complete,

    /// <summary>The window has passed and assessments are missing.</summary>
    Incomplete,

    /// <summary>The window has not passed: what is not there yet is not missing.</summary>
    NotDue,

    /// <summary>The subject died before the window ended: what is not there is not expected any more.</summary>
    NotExpected,
}

/// <summary>Expected against received assessments of one subject at one visit.</summary>
/// <param name="Visit">Visit id of the protocol.</param>
/// <param name="Standing">What follows from the counts and the dates.</param>
/// <param name="Expected">Assessments that the protocol plans for the visit.</param>
/// <param name="Received">Those of them with at least one value in the visit's window.</param>
/// <param name="Absent">Parameters reported as not assessed (dataAbsentReason), in protocol order.</param>
/// <param name="Missing">Parameters that are due and not there, in protocol order; empty unless the visit is incomplete.</param>
public sealed record VisitCompleteness(
    string Visit,
    VisitStanding Standing,
    int Expected,
    int Received,
    ImmutableArray<string> Absent,
    ImmutableArray<string> Missing);

/// <summary>One subject's visits, in protocol order.</summary>
/// <param name="Enrolled">False while there is no enrolment date: then no visit has a date and none is listed.</param>
public sealed record SubjectCompleteness(SubjectId Subject, bool Enrolled, ImmutableArray<VisitCompleteness> Visits);
