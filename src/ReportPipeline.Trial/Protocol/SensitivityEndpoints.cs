using System.Collections.Immutable;

namespace ReportPipeline.Trial.Protocol;

/// <summary>An analysis of the same data as other endpoints; they stand before it in the protocol.</summary>
public abstract record SensitivityEndpoint : EndpointDefinition
{
    /// <summary>Ids of the endpoints that it looks at again.</summary>
    public required ImmutableArray<string> Endpoints { get; init; }
}

/// <summary>Every P value of the endpoints under every defensible test, held against the protocol's own.</summary>
public sealed record TestPanelEndpoint : SensitivityEndpoint;

/// <summary>Proportions and survival with the site as stratum.</summary>
public sealed record SiteStratifiedEndpoint : SensitivityEndpoint;

/// <summary>How many outcomes must switch to move Fisher's P value across the significance level.</summary>
public sealed record FragilityEndpoint : SensitivityEndpoint;

/// <summary>Proportions with the missing outcomes counted in every way. The outcome of the endpoints must be a success.</summary>
public sealed record MissingOutcomesEndpoint : SensitivityEndpoint;

/// <summary>How strong an unmeasured confounder would have to be (E-value).</summary>
public sealed record EValueEndpoint : SensitivityEndpoint;

/// <summary>The P values of one family, adjusted for their number.</summary>
public sealed record MultiplicityEndpoint : EndpointDefinition
{
    public required ImmutableArray<FamilyMember> Family { get; init; }
}

/// <summary>P values of an endpoint that belong to a family.</summary>
/// <param name="Endpoint">Endpoint id.</param>
/// <param name="Variable">Only comparisons of this variable; all when absent.</param>
/// <param name="Level">Only comparisons of this level; all when absent.</param>
public sealed record FamilyMember(string Endpoint, string? Variable = null, string? Level = null);

/// <summary>Which population the weighted arms resemble.</summary>
public enum WeightChoice
{
    /// <summary>Those who might have been in either arm.</summary>
    Overlap,

    /// <summary>Everyone.</summary>
    InverseProbability,
}

/// <summary>A proportion with the arms weighted to the same covariates, for arms that were not allocated at random.</summary>
public sealed record WeightedProportionEndpoint : EndpointDefinition
{
    /// <summary>Id of a proportion endpoint.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Baseline covariates of the propensity model: parameters, <c>SEX</c>, <c>SITE</c>.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    public required WeightChoice Weights { get; init; }
}

public enum SpendingChoice
{
    ObrienFleming,
    Pocock,
}

/// <summary>When the trial may stop for efficacy: alpha is spent at the declared looks and nowhere else.</summary>
public sealed record StoppingRuleEndpoint : EndpointDefinition
{
    /// <summary>Id of the proportion, survival or covariance endpoint that decides.</summary>
    public required string Endpoint { get; init; }

    public required SpendingChoice Spending { get; init; }

    /// <summary>In order; the last is the final analysis at information 1.</summary>
    public required ImmutableArray<DeclaredLook> Looks { get; init; }
}

/// <param name="Id">Used in result ids.</param>
/// <param name="Information">Share of the planned subjects with a known outcome, in (0, 1].</param>
public sealed record DeclaredLook(string Id, LocalizedText Label, double Information);

/// <summary>Mean survival time up to a horizon, for hazards that need not be proportional.</summary>
public sealed record RestrictedMeanEndpoint : EndpointDefinition
{
    /// <summary>Trial day, at most the last day of follow-up.</summary>
    public required int HorizonDay { get; init; }
}
