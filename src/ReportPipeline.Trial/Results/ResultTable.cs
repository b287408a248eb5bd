using System.Collections.Immutable;
using ReportPipeline.Statistics;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Results;

/// <summary>Where a number stands: all parts of its id but the statistic, and the records that it comes from.</summary>
public sealed record ResultPlace(string Analysis, string AnalysisSet, string Group, string Variable)
{
    public string? Level { get; init; }

    /// <summary>Ids of the resource versions, in any order, repeats allowed.</summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    public ResultPlace At(string level) => this with { Level = level };

    /// <summary>The place of a further analysis of this one: its endpoint becomes the variable, its variable and level the level.</summary>
    public ResultPlace For(string analysis) => this with { Analysis = analysis, Variable = Analysis, Level = Level is null ? Variable : $"{Variable}/{Level}" };
}

/// <summary>How a number was computed, for the methods section and the footnotes.</summary>
public sealed record ResultMethod(string? Method = null, string? Convention = null)
{
    public string? Unit { get; init; }

    public string? Warning { get; init; }

    /// <summary>A plain count.</summary>
    public static ResultMethod None { get; } = new();

    public static ResultMethod In(string unit) => new() { Unit = unit };
}

/// <summary>Collects the rows of a run. The one mutable thing of the analysis, and it only grows.</summary>
public sealed class ResultTable
{
    private readonly List<AnalysisResult> rows = [];
    private readonly HashSet<AnalysisResult> ids = new(AnalysisResult.ById);
    private (ImmutableArray<string> Versions, string? Key) last;
    private readonly Dictionary<string, ImmutableArray<string>> sourceSets = new(StringComparer.Ordinal);

    /// <summary>The rows so far, in the order of the analyses.</summary>
    internal IReadOnlyList<AnalysisResult> Rows => rows;

    public void Number(ResultPlace place, string statistic, double value, ResultMethod? method = null) =>
        Add(place, statistic, new NumberValue(value), method);

    public void Text(ResultPlace place, string statistic, string value, ResultMethod? method = null) =>
        Add(place, statistic, new TextValue(value), method);

    public void Estimate(ResultPlace place, string statistic, Estimable<double> value, ResultMethod? method = null) =>
        Add(place, statistic, value.IsEstimable ? new NumberValue(value.Value) : new NotEstimableValue(value.Reason!), method);

    /// <summary>Estimate rows <c>lower</c> and <c>upper</c>.</summary>
    public void Interval(ResultPlace place, ConfidenceInterval interval, ResultMethod method)
    {
        var convention = method with { Convention = IntervalConvention(interval) };
        Estimate(place, StatisticName.LowerLimit, interval.Lower, convention);
        Estimate(place, StatisticName.UpperLimit, interval.Upper, convention);
    }

    /// <summary>Rows <c>statistic</c>, <c>df</c> and <c>p</c>; the first two only where the test has them.</summary>
    public void Test(ResultPlace place, TestResult test, string? convention = null, string? warning = null)
    {
        var method = new ResultMethod(test.Method, convention) { Warning = warning };
        if (test.Statistic.IsEstimable)
        {
            Estimate(place, StatisticName.TestStatistic, test.Statistic, method);
        }

        if (test.DegreesOfFreedom.IsEstimable)
        {
            Estimate(place, StatisticName.DegreesOfFreedom, test.DegreesOfFreedom, method);
        }

        Estimate(place, StatisticName.PValue, test.PValue, method);
    }

    /// <summary>Takes over the rows of an analysis that wrote into a table of its own, behind the rows so far.</summary>
    public void Append(ResultTable other)
    {
        foreach (var row in other.rows)
        {
            Add(row);
        }

        foreach (var (key, set) in other.sourceSets)
        {
            sourceSets.TryAdd(key, set);
        }
    }

    /// <exception cref="KeyNotFoundException">A row names a resource version that is not among the versions.</exception>
    public AnalysisResults ToResults(RunIdentity identity, OrdinalTable<SourceReference> versions) => new()
    {
        Identity = identity,
        Rows = [.. rows],
        SourceSets = OrdinalTable<ImmutableArray<string>>.Of(sourceSets),
        SourceVersions = versions.Only(sourceSets.Values),
    };

    private static string IntervalConvention(ConfidenceInterval interval)
    {
        var percent = (interval.Level * 100).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
        return $"{percent} % interval, {interval.Method}";
    }

    private void Add(ResultPlace place, string statistic, ResultValue value, ResultMethod? method)
    {
        method ??= ResultMethod.None;
        var row = new AnalysisResult
        {
            Analysis = place.Analysis,
            AnalysisSet = place.AnalysisSet,
            Group = place.Group,
            Variable = place.Variable,
            Level = place.Level,
            Statistic = statistic,
            Value = value,
            Unit = method.Unit,
            Method = method.Method,
            Convention = method.Convention,
            Warning = method.Warning,
            Sources = Register(place.Sources),
        };
        if (value is NumberValue { Value: var number } && !double.IsFinite(number))
        {
            throw new InvalidOperationException($"{row.Id} is not finite; say why it is not estimable instead.");
        }

        Add(row);
    }

    private void Add(AnalysisResult row)
    {
        if (!ids.Add(row))
        {
            throw new InvalidOperationException($"Two results share the id {row.Id}.");
        }

        rows.Add(row);
    }

    // The rows of one place share their sources: the set is sorted and hashed once for all of them.
    private string Register(ImmutableArray<string> versions)
    {
        if (last.Key is { } known && versions == last.Versions)
        {
            return known;
        }

        var set = SourceSet.Of(versions);
        var key = SourceSet.KeyOf(set);
        sourceSets.TryAdd(key, set);
        last = (versions, key);
        return key;
    }
}
