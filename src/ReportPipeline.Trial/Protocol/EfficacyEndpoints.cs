using System.Collections.Immutable;

namespace ReportPipeline.Trial.Protocol;

/// <summary>Subjects with a coded value, per parameter and visit, compared between the arms.</summary>
public sealed record FindingsOverTimeEndpoint : EndpointDefinition
{
    /// <summary>Coded parameters, in table order.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>The value that counts; every parameter has it.</summary>
    public required string Value { get; init; }

    /// <summary>Visit ids, in order of time; the baseline visit may be one.</summary>
    public required ImmutableArray<string> Visits { get; init; }

    public required AssociationTestChoice AssociationTest { get; init; }
}

/// <summary>Concomitant treatment by class: between the arms, and between the strata within each arm.</summary>
public sealed record ConcomitantTreatmentEndpoint : EndpointDefinition
{
    /// <summary>A coded parameter among the subject-level strata, with two values.</summary>
    public required string Stratum { get; init; }

    public required AssociationTestChoice AssociationTest { get; init; }
}

public enum TiedTimes
{
    Efron,
    Breslow,
    Exact,
}

/// <summary>
/// Proportional-hazards regression of survival on arm, unadjusted and adjusted, within each level of a stratum.
/// Separation is answered with Firth's penalised likelihood and said.
/// </summary>
public sealed record CoxEndpoint : EndpointDefinition
{
    /// <summary>A coded parameter among the subject-level strata.</summary>
    public required string Stratum { get; init; }

    /// <summary>Covariates of the adjusted model: quantity parameters, and coded ones with two values.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    public required TiedTimes Ties { get; init; }
}

/// <summary>How a rank test gets its P value.</summary>
public enum RankTestChoice
{
    /// <summary>From the permutation distribution of the mid-ranks, ties included.</summary>
    Exact,

    /// <summary>From the normal distribution with continuity correction.</summary>
    NormalWithCorrection,

    /// <summary>From Student's t with N − 1 degrees of freedom (SAS prints it beside the normal).</summary>
    StudentT,
}

/// <summary>A number of days per subject, compared between the arms by the rank-sum test.</summary>
public sealed record DurationEndpoint : EndpointDefinition
{
    /// <summary>A period parameter (length in days) or a date parameter (trial day).</summary>
    public required string Parameter { get; init; }

    public required RankTestChoice RankTest { get; init; }

    /// <summary>
    /// True when death competes with the end of the period: cumulative incidence (Aalen–Johansen) and Gray's test then stand
    /// beside the comparison of days.
    /// </summary>
    public bool DeathCompetes { get; init; }
}

/// <summary>Subjects per value of a coded parameter, compared between the arms over all values at once.</summary>
public sealed record CategoryEndpoint : EndpointDefinition
{
    public required string Parameter { get; init; }

    /// <summary>Visit id; the latest record of any time when absent.</summary>
    public string? Visit { get; init; }

    public required AssociationTestChoice AssociationTest { get; init; }
}

/// <summary>
/// Values before and after treatment in the experimental arm: signed-rank test on the pairs, and the rank-sum test that throws
/// the pairing away as a labelled sensitivity row.
/// </summary>
public sealed record BeforeAfterEndpoint : EndpointDefinition
{
    /// <summary>Quantity parameters, in table order.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>Visit id of the value before.</summary>
    public required string Before { get; init; }

    /// <summary>Visit id of the value after.</summary>
    public required string After { get; init; }

    /// <summary>Of the paired test.</summary>
    public required RankTestChoice RankTest { get; init; }

    /// <summary>Of the sensitivity row; null for none.</summary>
    public RankTestChoice? UnpairedRankTest { get; init; }
}

/// <summary>A quantity per visit and arm: n, mean, SD, median.</summary>
public sealed record MeasurementsOverTimeEndpoint : EndpointDefinition
{
    /// <summary>Quantity parameters, in table order.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    public required ImmutableArray<string> Visits { get; init; }
}

/// <summary>Coded readings of a parameter, per subject and trial day.</summary>
public sealed record ListingEndpoint : EndpointDefinition
{
    public required string Parameter { get; init; }
}

/// <summary>Doses of the trial treatments: given, partial, not given; lots; cumulative dose; infusion reactions within 24 hours.</summary>
public sealed record ExposureEndpoint : EndpointDefinition
{
    /// <summary>Adverse-event terms that are infusion reactions when they begin within 24 hours of an infusion; without any, none are counted.</summary>
    public ImmutableArray<string> Terms { get; init; } = [];

    /// <summary>Of subjects with a reaction between the arms; null for no comparison.</summary>
    public AssociationTestChoice? AssociationTest { get; init; }
}
