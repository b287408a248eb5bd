using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Claims;

/// <summary>One published statement with the numbers that it cites.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ComparisonClaim), "comparison")]
[JsonDerivedType(typeof(PValueClaim), "p-value")]
[JsonDerivedType(typeof(MeanClaim), "mean")]
[JsonDerivedType(typeof(HazardRatioClaim), "hazard-ratio")]
[JsonDerivedType(typeof(OddsRatioClaim), "odds-ratio")]
[JsonDerivedType(typeof(RiskRatioClaim), "risk-ratio")]
[JsonDerivedType(typeof(RiskDifferenceClaim), "risk-difference")]
[JsonDerivedType(typeof(SumClaim), "sum")]
public abstract record Claim
{
    public required string Id { get; init; }

    /// <summary>The statement in short.</summary>
    public required string Statement { get; init; }

    /// <summary>Table or section of the publication.</summary>
    public required string Where { get; init; }

    /// <summary>P value printed with the statement.</summary>
    public PrintedP? P { get; init; }

    /// <summary>Numbers of the statement that rows of our own results must reproduce, when results are at hand.</summary>
    public ImmutableArray<ClaimedRow> Against { get; init; } = [];

    internal virtual IEnumerable<string> Problems() => P is { Value: < 0 or > 1 } ? ["p: must lie between 0 and 1."] : [];
}

/// <param name="Value">As printed, with its decimals.</param>
/// <param name="Below">True for "P &lt; value".</param>
public sealed record PrintedP(decimal Value, bool Below = false);

/// <param name="Value">As printed, with its decimals.</param>
/// <param name="Result">Id of the result row.</param>
/// <param name="Below">True when the row must lie below the value: "P &lt; .001".</param>
public sealed record ClaimedRow(decimal Value, string Result, bool Below = false)
{
    internal PrintedP Printed => new(Value, Below);
}

/// <param name="Percent">As printed; null when none was.</param>
public sealed record ClaimedGroup(string Label, int Events, int Subjects, decimal? Percent = null);

/// <summary>Counts and percentages of two groups, compared.</summary>
public sealed record ComparisonClaim : Claim
{
    /// <summary>One group or two.</summary>
    public required ImmutableArray<ClaimedGroup> Groups { get; init; }

    /// <summary>Null when no test was made.</summary>
    public AssociationTestChoice? Test { get; init; }

    /// <summary>
    /// Which interval of the odds ratio stands beside the P value, in the statement or in the output of the software that it is quoted
    /// from; null when none does, and then nothing is said about one.
    /// </summary>
    public OddsRatioIntervalChoice? OddsRatioInterval { get; init; }

    internal override IEnumerable<string> Problems() =>
    [
        .. base.Problems(),
        .. Groups.Length is 1 or 2 ? Array.Empty<string>() : ["groups: needs one group or two."],
        .. Groups.Where(group => group.Events < 0 || group.Subjects < group.Events).Select(group => $"groups: '{group.Label}' has more events than subjects, or fewer than none."),
        .. OddsRatioInterval is null || (Test == AssociationTestChoice.Fisher && Groups.Length == 2) ? Array.Empty<string>() : ["oddsRatioInterval: belongs to Fisher's test of two groups."],
    ];
}

/// <summary>A P value without the counts it came from.</summary>
public sealed record PValueClaim : Claim
{
    /// <summary>The test by name.</summary>
    public required string Test { get; init; }

    /// <summary>Sizes of the two groups of a yes/no comparison without missing values; empty for other tests.</summary>
    public ImmutableArray<int> Subjects { get; init; } = [];

    internal override IEnumerable<string> Problems() =>
        [.. base.Problems(), .. Subjects.Length is 0 or 2 && Subjects.All(size => size is > 0 and < 1000) ? Array.Empty<string>() : ["subjects: needs two sizes from 1 to 999, or none."]];
}

/// <summary>A mean, with its standard deviation when printed, of the stated number of subjects.</summary>
public sealed record MeanClaim : Claim
{
    public required decimal Mean { get; init; }

    public decimal? StandardDeviation { get; init; }

    public required int Subjects { get; init; }

    /// <summary>True when every value is a whole number, for example days.</summary>
    public bool WholeNumbers { get; init; }
}

/// <summary>Parts and their printed total.</summary>
public sealed record SumClaim : Claim
{
    public required ImmutableArray<long> Parts { get; init; }

    public required long Total { get; init; }
}
