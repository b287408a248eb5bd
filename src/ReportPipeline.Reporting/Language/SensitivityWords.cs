using System.Collections.Immutable;

namespace ReportPipeline.Reporting.Language;

/// <summary>How far the conclusions depend on the choice of a method.</summary>
public sealed record SensitivityWords
{
    public required string Heading { get; init; }
    /// <summary>Of a trial whose subjects chose their arm.</summary>
    public required string Introduction { get; init; }
    public required string IntroductionRandomised { get; init; }
    public required string Overview { get; init; }
    public required string FlipNote { get; init; }
    public required string PanelCaption { get; init; }
    /// <summary>Why a comparison has one test only.</summary>
    public required string FirthNote { get; init; }
    public required string Comparison { get; init; }
    public required string ForestHeading { get; init; }
    public required string ForestCaption { get; init; }
    public required string ForestAxis { get; init; }
    public required string ForestNote { get; init; }
    public required string ForestAlternative { get; init; }
    public required string ForestAlternativeRow { get; init; }
    public required string Analysis { get; init; }
    public required string Difference { get; init; }
    public required string AsAnalysed { get; init; }
    public required string SiteOnly { get; init; }
    public required string Weighted { get; init; }
    public required string MissingCaption { get; init; }
    public required string Rule { get; init; }
    public required string SiteCaption { get; init; }
    public required string SiteOddsRatio { get; init; }
    public required string SiteHazardRatio { get; init; }
    public required string Homogeneity { get; init; }
    public required string WeightedCaption { get; init; }
    public required string EffectiveSize { get; init; }
    public required string BalanceCaption { get; init; }
    public required string Covariate { get; init; }
    public required string Unweighted { get; init; }
    public required string FragilityCaption { get; init; }
    public required string FragilityIndex { get; init; }
    public required string Modified { get; init; }
    public required string ModifiedP { get; init; }
    public required string EValue { get; init; }
    public required string EValueOfLimit { get; init; }
    public required string FragilityNote { get; init; }
    public required string EValueCaption { get; init; }
    public required string OfOutcome { get; init; }
    public required string OfOpposite { get; init; }
    public required string RiskRatio { get; init; }
    public required string EValueNote { get; init; }
    public required string MultiplicityText { get; init; }
    public required string MultiplicityCaption { get; init; }
    public required string MultiplicityNote { get; init; }
    public required string Unadjusted { get; init; }
    public required string MeanCaption { get; init; }
    public required string MeanOfGroup { get; init; }
    public required string StoppingHeading { get; init; }
    public required string NoStoppingRule { get; init; }
    public required string StoppingText { get; init; }
    public required string SpendingNote { get; init; }
    public required string StoppingCaption { get; init; }
    public required string BoundaryCrossed { get; init; }
    public required string BoundaryNotCrossed { get; init; }
    public required string BoundaryNotJudged { get; init; }
    public required string Look { get; init; }
    public required string Information { get; init; }
    public required string Boundary { get; init; }
    public required string NominalP { get; init; }
    public required string AlphaSpent { get; init; }

    /// <summary>Codes of tests and rules in result ids → names; a code without a name is printed as it is.</summary>
    public required ImmutableDictionary<string, string> Names { get; init; }

    public string NameOf(string code) => Names.GetValueOrDefault(code, code);
}
