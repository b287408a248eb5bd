using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>A yes/no outcome in one sentence: the counts of each group, the P value and its test, or in words why there is none.</summary>
internal static class ProportionReading
{
    public static ImmutableArray<Inline> Of(ReportContext context, ResultPrinter printer, ProportionEndpoint endpoint, string set)
    {
        OutcomeWords words = context.Vocabulary.Outcomes;
        string label = string.Join(context.Vocabulary.Tables.TermSeparator, context.SetLabel(set), context.Label(endpoint.OutcomeLabel));
        return
        [
            .. Sentence.Fill(words.ReadingStart, label),
            .. context.ArmsOrTotal.SelectMany((group, place) => place == 0 ? Group(context, printer, endpoint, set, group) : [words.ReadingBetween, .. Group(context, printer, endpoint, set, group)]),
            .. Test(context, printer, endpoint, set),
        ];
    }

    private static ImmutableArray<Inline> Group(ReportContext context, ResultPrinter printer, ProportionEndpoint endpoint, string set, ReportGroup group)
    {
        OutcomeWords words = context.Vocabulary.Outcomes;
        string prefix = ResultPrinter.Id(endpoint.Id, set, group.Code, "outcome"), percent = ResultPrinter.Id(prefix, StatisticName.Percent);
        if (printer.ReasonOf(percent) is not null)
        {
            return Sentence.Fill(context.IsClosed ? words.ReadingUnknownInGroup : words.ReadingUnknownInAll, group.Label);
        }

        return Sentence.Fill(context.IsClosed ? words.ReadingInGroup : words.ReadingInAll,
            printer.Count(ResultPrinter.Id(prefix, StatisticName.Count)), printer.Count(ResultPrinter.Id(prefix, StatisticName.Denominator)),
            printer.Percent(percent), group.Label);
    }

    private static ImmutableArray<Inline> Test(ReportContext context, ResultPrinter printer, ProportionEndpoint endpoint, string set)
    {
        OutcomeWords words = context.Vocabulary.Outcomes;
        if (context.Comparison is not { } comparison)
        {
            return Line.Of(words.ReadingEnd);
        }

        string p = ResultPrinter.Id(endpoint.Id, set, comparison, "outcome", StatisticName.PValue);
        string method = context.Vocabulary.Term(context.Results.Find(p)?.Method ?? context.Vocabulary.Tables.Missing);
        return printer.IsHeldBack(p) ? Line.Of(words.ReadingHeldBack)
            : printer.ReasonOf(p) is { } reason ? Sentence.Fill(words.ReadingNotTested, reason)
            : Sentence.Fill(words.ReadingTest, printer.PValue(p), method);
    }
}
