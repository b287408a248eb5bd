using System.Text.Json.Serialization;

namespace ReportPipeline.Trial.Results;

/// <summary>
/// One number of the analysis (a row of CDISC Analysis Results Data): computed once, stored, and only formatted afterwards.
/// </summary>
public sealed record AnalysisResult
{
    /// <summary>
    /// <c>endpoint/set/group/variable[/level]/statistic</c>, stable across runs; see <c>docs/results.md</c>.
    /// </summary>
    // Made of its parts when it is asked for: a large trial has millions of rows, and nobody asks for all their ids at once.
    public string Id => Level is null
        ? $"{Analysis}/{AnalysisSet}/{Group}/{Variable}/{Statistic}"
        : $"{Analysis}/{AnalysisSet}/{Group}/{Variable}/{Level}/{Statistic}";

    /// <summary>Endpoint id of the protocol.</summary>
    public required string Analysis { get; init; }

    /// <summary>Analysis set id of the protocol.</summary>
    public required string AnalysisSet { get; init; }

    /// <summary>Arm code, <c>total</c>, or <c>EXPERIMENTAL:CONTROL</c> (both arm codes) for a comparison.</summary>
    public required string Group { get; init; }

    public required string Variable { get; init; }

    public string? Level { get; init; }

    /// <summary>What the number is, one of <see cref="StatisticName"/>.</summary>
    public required string Statistic { get; init; }

    public required ResultValue Value { get; init; }

    /// <summary>UCUM unit, one of <see cref="ResultUnit"/>, or null for a pure number.</summary>
    public string? Unit { get; init; }

    /// <summary>Estimator or test by name, null for a plain count.</summary>
    public string? Method { get; init; }

    /// <summary>The conventions used, in words: "95 % interval, log-log", "Efron ties".</summary>
    public string? Convention { get; init; }

    /// <summary>Key into <see cref="AnalysisResults.SourceSets"/>: the records that the number was computed from.</summary>
    public required string Sources { get; init; }

    public string? Warning { get; init; }

    /// <summary>Tells rows apart by their ids, without making them.</summary>
    internal static IEqualityComparer<AnalysisResult> ById { get; } = new IdComparer();

    private sealed class IdComparer : IEqualityComparer<AnalysisResult>
    {
        public bool Equals(AnalysisResult? one, AnalysisResult? other) => one?.Id == other?.Id;

        // Equal ids may be cut into parts at different places: the hash is of the characters, however they are cut.
        public int GetHashCode(AnalysisResult row)
        {
            var hash = 2166136261u; // FNV-1a
            foreach (var part in (ReadOnlySpan<string?>)[row.Analysis, row.AnalysisSet, row.Group, row.Variable, row.Level, row.Statistic])
            {
                foreach (var character in part ?? "")
                {
                    hash = (hash ^ character) * 16777619;
                }

                hash = part is null ? hash : (hash ^ '/') * 16777619;
            }

            return (int)hash;
        }
    }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NumberValue), "number")]
[JsonDerivedType(typeof(TextValue), "text")]
[JsonDerivedType(typeof(NotEstimableValue), "not-estimable")]
public abstract record ResultValue;

/// <param name="Value">Finite, in full precision.</param>
public sealed record NumberValue(double Value) : ResultValue;

public sealed record TextValue(string Value) : ResultValue;

/// <param name="Reason">Printed as a footnote where the number would stand.</param>
public sealed record NotEstimableValue(string Reason) : ResultValue;

/// <summary>Names of statistics (the last part of a result id).</summary>
public static class StatisticName
{
    /// <summary>Subjects or events counted (numerator).</summary>
    public const string Count = "n";

    /// <summary>Denominator.</summary>
    public const string Denominator = "N";

    /// <summary>100 × n / N.</summary>
    public const string Percent = "percent";

    public const string Missing = "missing";
    public const string Mean = "mean";
    public const string StandardDeviation = "sd";
    public const string Median = "median";
    public const string LowerQuartile = "q1";
    public const string UpperQuartile = "q3";
    public const string Minimum = "min";
    public const string Maximum = "max";

    /// <summary>The test statistic; the row's method names it.</summary>
    public const string TestStatistic = "statistic";

    public const string DegreesOfFreedom = "df";
    public const string PValue = "p";

    /// <summary>Estimate of the quantity that the method names.</summary>
    public const string Estimate = "estimate";

    public const string StandardError = "se";
    public const string LowerLimit = "lower";
    public const string UpperLimit = "upper";

    /// <summary>Subjects at risk just before the day of the level.</summary>
    public const string AtRisk = "at-risk";

    /// <summary>Events on the day of the level.</summary>
    public const string Events = "events";

    /// <summary>Censored on the day of the level.</summary>
    public const string Censored = "censored";

    /// <summary>Kaplan–Meier estimate on the day of the level, a proportion in [0, 1].</summary>
    public const string Survival = "survival";

    /// <summary>1 when a P lies on the other side of the significance level than the P it is held against, else 0.</summary>
    public const string Flip = "flip";

    public const string Observed = "observed";
    public const string Expected = "expected";
}
