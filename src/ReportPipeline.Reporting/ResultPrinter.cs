using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Documents;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting;

/// <summary>
/// Prints result rows by id and remembers what has to stand in the footnotes: why a value is not estimable, what a row warns of, and that a row
/// is not there.
/// </summary>
internal sealed class ResultPrinter(AnalysisResults results, Vocabulary vocabulary)
{
    private readonly List<string> reasons = [];
    private readonly List<string> warnings = [];
    private bool hasMissing;
    private bool hasHeldBack;

    /// <summary>Joins the parts of a result id, for example <c>T4/full/MSC/outcome/n</c>.</summary>
    public static string Id(params ReadOnlySpan<string> parts) => string.Join('/', parts!);

    public bool Exists(string id) => results.Find(id) is not null;

    /// <summary>The number of a row, or null when it is missing or not estimable. For order and choice only, never for arithmetic.</summary>
    public double? ValueOf(string id) => results.Find(id)?.Value is NumberValue number ? number.Value : null;

    /// <summary>Whether the row is a comparison that waits for a declared look.</summary>
    public bool IsHeldBack(string id) => results.Find(id)?.Value is NotEstimableValue { Reason: EfficacyBetweenLooks.Reason };

    /// <summary>Why the row is not estimable, in the report's language; null when it is, or is not there.</summary>
    public string? ReasonOf(string id) => results.Find(id)?.Value is NotEstimableValue not ? vocabulary.Term(not.Reason) : null;

    public Inline Count(string id) => Print(id, Numbers.Count);

    public Inline Percent(string id) => Print(id, Numbers.Percent);

    /// <summary><c>92.31%</c>; a mark stands without the sign.</summary>
    public ImmutableArray<Inline> PercentWithSign(string id) => ValueOf(id) is null ? [Percent(id)] : [Percent(id), "%"];

    public Inline PValue(string id) => Print(id, Numbers.PValue);

    public Inline Estimate(string id) => Print(id, Numbers.Estimate);

    public Inline Fixed(string id, int decimals) => Print(id, value => Numbers.Fixed(value, decimals));

    /// <summary>A text row, such as the reason of an exclusion.</summary>
    public Inline Text(string id) => Print(id, Numbers.Estimate);

    /// <summary><c>24 (92.31)</c>; a zero stands without a percentage.</summary>
    /// <param name="prefix">Id without its statistic.</param>
    public ImmutableArray<Inline> CountPercent(string prefix)
    {
        string count = Id(prefix, StatisticName.Count);
        return ValueOf(count) is null or 0
            ? [Count(count)]
            : [Count(count), " (", Percent(Id(prefix, StatisticName.Percent)), ")"];
    }

    /// <summary><c>2/26</c>.</summary>
    public ImmutableArray<Inline> CountOf(string prefix)
    {
        string count = Id(prefix, StatisticName.Count);
        return Exists(count) ? [Count(count), "/", Count(Id(prefix, StatisticName.Denominator))] : [Count(count)];
    }

    /// <summary><c>24/26 (92.31)</c>.</summary>
    public ImmutableArray<Inline> CountOfPercent(string prefix)
    {
        string count = Id(prefix, StatisticName.Count), denominator = Id(prefix, StatisticName.Denominator);
        return ValueOf(count) is null or 0
            ? CountOf(prefix)
            : [Count(count), "/", Count(denominator), " (", Percent(Id(prefix, StatisticName.Percent)), ")"];
    }

    public Inline Ratio(string id, int decimals) => Print(id, value => Numbers.Ratio(value, decimals));

    public Inline Quantity(string id, int decimals) => Print(id, value => Numbers.Quantity(value, decimals));

    /// <summary>A text row whose value is a code, printed with the label of the code.</summary>
    public Inline Coded(string id, Func<string, string> label) =>
        results.Find(id)?.Value is TextValue code ? new Printed(id, label(code.Value)) : Print(id, Numbers.Estimate);

    /// <summary><c>(0.06, 1.88)</c>; nothing when the run has no such interval.</summary>
    public ImmutableArray<Inline> Interval(string prefix, int decimals)
    {
        string lower = Id(prefix, StatisticName.LowerLimit), upper = Id(prefix, StatisticName.UpperLimit);
        return Exists(lower) || Exists(upper) ? ["(", Ratio(lower, decimals), ", ", Ratio(upper, decimals), ")"] : [];
    }

    /// <summary><c>58.3 (12.49)</c>.</summary>
    public ImmutableArray<Inline> MeanDeviation(string prefix, int decimals) => IsNone(prefix, StatisticName.Mean, StatisticName.StandardDeviation)
        ? [Quantity(Id(prefix, StatisticName.Mean), decimals + 1)]
        : [Quantity(Id(prefix, StatisticName.Mean), decimals + 1), " (", Quantity(Id(prefix, StatisticName.StandardDeviation), decimals + 2), ")"];

    /// <summary><c>57.5 (49.0, 68.0)</c>.</summary>
    public ImmutableArray<Inline> MedianQuartiles(string prefix, int decimals) => IsNone(prefix, StatisticName.Median, StatisticName.LowerQuartile, StatisticName.UpperQuartile)
        ? [Quantity(Id(prefix, StatisticName.Median), decimals + 1)]
        :
    [
        Quantity(Id(prefix, StatisticName.Median), decimals + 1), " (", Quantity(Id(prefix, StatisticName.LowerQuartile), decimals + 1),
        ", ", Quantity(Id(prefix, StatisticName.UpperQuartile), decimals + 1), ")",
    ];

    /// <summary><c>35–82</c>.</summary>
    public ImmutableArray<Inline> Range(string prefix, int decimals) => IsNone(prefix, StatisticName.Minimum, StatisticName.Maximum)
        ? [Quantity(Id(prefix, StatisticName.Minimum), decimals)]
        : [Quantity(Id(prefix, StatisticName.Minimum), decimals), "–", Quantity(Id(prefix, StatisticName.Maximum), decimals)];

    /// <summary><c>25.64 (1.02, 50.26)</c>; a single <c>NE</c> when neither estimate nor limits can be estimated.</summary>
    public ImmutableArray<Inline> EstimateInterval(string prefix, int decimals) =>
        IsNone(prefix, StatisticName.Estimate, StatisticName.LowerLimit, StatisticName.UpperLimit)
        ? [Ratio(Id(prefix, StatisticName.Estimate), decimals)]
        : [Ratio(Id(prefix, StatisticName.Estimate), decimals), " ", .. Interval(prefix, decimals)];

    /// <summary>Whether none of the statistics has a number: they then share one mark.</summary>
    private bool IsNone(string prefix, params ReadOnlySpan<string> statistics)
    {
        foreach (string statistic in statistics)
        {
            if (ValueOf(Id(prefix, statistic)) is not null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Footnotes for what was printed so far.</summary>
    public ImmutableArray<ImmutableArray<Inline>> Footnotes()
    {
        List<ImmutableArray<Inline>> notes = [];
        if (reasons.Count > 0)
        {
            string list = string.Join(vocabulary.Tables.ListSeparator, reasons.Select(vocabulary.Term));
            notes.Add(Sentence.Fill(vocabulary.Tables.NotEstimableNote, list));
        }

        notes.AddRange(warnings.Select(warning => Sentence.Fill(vocabulary.Tables.WarningNote, Sentence.Capital(vocabulary.Warning(warning)))));
        if (hasHeldBack)
        {
            notes.Add(Line.Of(vocabulary.Tables.HeldBackNote));
        }

        if (hasMissing)
        {
            notes.Add(Line.Of(vocabulary.Tables.MissingNote));
        }

        return [.. notes];
    }

    /// <summary>A P value that flips is marked in its cell instead.</summary>
    private void Warn(string id)
    {
        bool flips = id.EndsWith('p') && ValueOf(id[..^StatisticName.PValue.Length] + StatisticName.Flip) == 1;
        if (!flips && results.Find(id)?.Warning is { } warning && !warnings.Contains(warning))
        {
            warnings.Add(warning);
        }
    }

    private Inline Print(string id, Func<double, string> format)
    {
        switch (results.Find(id)?.Value)
        {
            case NumberValue number:
                Warn(id);
                return new Printed(id, format(number.Value));
            case TextValue text:
                return new Printed(id, vocabulary.Term(text.Value));
            case NotEstimableValue { Reason: EfficacyBetweenLooks.Reason }:
                hasHeldBack = true;
                return new Printed(id, vocabulary.Tables.HeldBack);
            case NotEstimableValue not:
                if (!reasons.Contains(not.Reason))
                {
                    reasons.Add(not.Reason);
                }

                return new Printed(id, vocabulary.Tables.NotEstimable);
            default:
                hasMissing = true;
                return vocabulary.Tables.Missing;
        }
    }
}
