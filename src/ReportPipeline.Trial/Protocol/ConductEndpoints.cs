using System.Collections.Immutable;

namespace ReportPipeline.Trial.Protocol;

/// <summary>Planned doses and expected assessments against those done (F1B).</summary>
public sealed record ScheduleEndpoint : EndpointDefinition;

/// <summary>Exclusion criteria as assessed, violations as decided, withdrawals, and events of special interest.</summary>
public sealed record EligibilityEndpoint : EndpointDefinition
{
    /// <summary>Coded parameters, one per criterion.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>The value that means the criterion is met and the subject should not be in the trial.</summary>
    public required string Value { get; init; }

    /// <summary>Adverse-event terms counted per subject, also when nobody had one.</summary>
    public ImmutableArray<string> Terms { get; init; } = [];
}

/// <summary>
/// A quantity at a visit compared between the arms by analysis of covariance: adjusted for its baseline, and for the
/// variables that the protocol names.
/// </summary>
public sealed record AncovaEndpoint : EndpointDefinition
{
    /// <summary>A quantity parameter with a baseline.</summary>
    public required string Parameter { get; init; }

    /// <summary>Visit id of the response.</summary>
    public required string Visit { get; init; }

    /// <summary>Further adjustment: parameters, <c>SEX</c>, <c>SITE</c>; quantities are covariates, coded ones factors.</summary>
    public ImmutableArray<string> Variables { get; init; } = [];

    /// <summary>Response: the value at the visit, or its change from baseline; the treatment difference is the same.</summary>
    public bool ResponseIsChange { get; init; }
}
