using System.Collections.Immutable;
using ReportPipeline.Desk.Committee;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Desk.Operator;

/// <summary>The reports as their operator sees them, newest first: how far each has come, nothing of what it says.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Total">Reports in all.</param>
/// <param name="DecisionsApproved">Whether the decision list in use has been approved.</param>
public sealed record ReleaseListModel(ImmutableArray<ReleaseLine> Reports, int Page, int Total, bool DecisionsApproved)
{
    public const int ReportsOfPage = 20;
}

public sealed record ReleaseLine(RunIdentity Identity, ReportStanding Standing);

/// <summary>One report before, or after, its release.</summary>
/// <param name="Documents">All of the run, with the hashes to which the release is bound.</param>
/// <param name="Problem">Why it was not released; null at first.</param>
public sealed record ReleaseModel(RunIdentity Identity, ReportStanding Standing, ImmutableArray<SignedDocument> Documents, string? Problem)
{
    public bool DecisionsApproved { get; init; }

    /// <summary>True right after the release was stored.</summary>
    public bool Done { get; init; }
}
