using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;
using ReportPipeline.Trial.Results.Changes;

namespace ReportPipeline.Reporting.Sections;

/// <summary>What changed since the last released report, number by number, with the reason.</summary>
internal static class ChangesSection
{
    private const string Key = "released-changes";

    /// <summary>A longer list is no longer read; the rest is counted.</summary>
    private const int NumbersListed = 120;

    /// <summary>Before the id of a result of the earlier report, so that its numbers lead to that report's results.</summary>
    private const string Previous = "PREVIOUS/";

    public static IEnumerable<Block> Write(ReportContext context)
    {
        ChangeWords words = context.Vocabulary.Changes;
        yield return new Heading(1, words.Heading, Key);
        if (context.Request.Changes is not { } changes)
        {
            yield return Paragraph.Body(words.First);
            yield break;
        }

        if (!changes.Comparable)
        {
            yield return Paragraph.Body([.. Sentence.Fill(words.NotComparable, changes.Previous)]);
            yield break;
        }

        ImmutableArray<NumberChange> visible = Visible(context, changes);
        yield return Paragraph.Body([.. Sentence.Fill(
            words.Introduction, changes.Previous, Numbers.Instant(changes.PreviousCutOff!.Value, context.Request.Language), Numbers.Count(visible.Length))]);
        if (visible.IsEmpty)
        {
            yield return Paragraph.Body(words.Nothing);
            yield break;
        }

        yield return Reasons(words, visible);
        ImmutableArray<NumberChange> main = [.. visible.Where(change => IsMain(context, change))];
        if (!main.IsEmpty)
        {
            yield return new Landscape([List(context, main)]);
        }
    }

    /// <summary>The same in one sentence for the summary page.</summary>
    public static ImmutableArray<Inline> Summary(ReportContext context)
    {
        SummaryWords words = context.Vocabulary.Summary;
        if (context.Request.Changes is not { } changes)
        {
            return Line.Of(words.NoEarlierReport);
        }

        if (!changes.Comparable)
        {
            return Sentence.Fill(words.EarlierReportNotComparable, new CrossReference(Key));
        }

        string cutOff = Numbers.Instant(changes.PreviousCutOff!.Value, context.Request.Language);
        ImmutableArray<NumberChange> visible = Visible(context, changes);
        return visible.IsEmpty
            ? Sentence.Fill(words.NothingSinceEarlierReport, cutOff)
            : Sentence.Fill(words.SinceEarlierReport, cutOff, Numbers.Count(visible.Length), string.Join(context.Vocabulary.Tables.ListSeparator, ByReason(visible)
                .Select(line => Sentence.Plain(words.ChangesFor, context.Vocabulary.Changes.Reasons[line.Reason], Numbers.Count(line.Count)))), new CrossReference(Key));
    }

    private static ImmutableArray<NumberChange> Visible(ReportContext context, ResultChanges changes) =>
        [.. changes.Changes.Where(change => MayShow(context, change.Id))];

    private static IEnumerable<(ChangeReason Reason, int Count)> ByReason(ImmutableArray<NumberChange> changes) => Enum.GetValues<ChangeReason>()
        .Select(reason => (Reason: reason, Count: changes.Count(change => change.Reasons.Contains(reason))))
        .Where(line => line.Count > 0);

    /// <summary>The open report shows what is pooled, and nothing else.</summary>
    private static bool MayShow(ReportContext context, string id) =>
        context.IsClosed || id.Split('/') is [_, _, ReportContext.TotalGroup, ..];

    private static bool IsMain(ReportContext context, NumberChange change)
    {
        string analysis = change.Id.Split('/')[0];
        return (change.After ?? change.Before) is NumberValue or NotEstimableValue
            && change.Id[(change.Id.LastIndexOf('/') + 1)..] is StatisticName.Count or StatisticName.Denominator or StatisticName.Percent
                or StatisticName.PValue or StatisticName.Estimate or StatisticName.LowerLimit or StatisticName.UpperLimit
            && (analysis == "POP" || context.Protocol.Endpoints.Any(endpoint => endpoint.Id == analysis
                && endpoint is SubjectFlowEndpoint or ProportionEndpoint or CoxEndpoint or AncovaEndpoint));
    }

    private static Table Reasons(ChangeWords words, ImmutableArray<NumberChange> changes) => new(
        "released-changes-by-reason",
        Line.Of(words.ReasonsCaption),
        [3, 1],
        [Row.Header(Cell.Text(words.Reason), Cell.Number(words.Numbers))],
        [.. ByReason(changes)
            .Select(line => Row.Body(Cell.Text(words.Reasons[line.Reason]), Cell.Number(Numbers.Count(line.Count))))])
    {
        Notes = [Line.Of(words.ReasonsNote)],
    };

    private static Table List(ReportContext context, ImmutableArray<NumberChange> changes)
    {
        ChangeWords words = context.Vocabulary.Changes;
        return new Table(
            "released-changed-numbers",
            Line.Of(words.NumbersCaption),
            [7, 1.5, 1.5, 4],
            [Row.Header(Cell.Text(words.Result), Cell.Number(words.Before), Cell.Number(words.After), Cell.Text(words.Reason))],
            changes.Take(NumbersListed).Select(change => Row.Body(
                Cell.Text(ResultLabel.Of(context, change.Id)),
                Cell.Number(Value(words, Previous + change.Id, change.Before)),
                Cell.Number(Value(words, change.Id, change.After)),
                Cell.Text(string.Join(" · ", change.Reasons.Select(reason => words.Reasons[reason]))))))
        {
            KeepTogether = false,
            Notes = changes.Length > NumbersListed
                ? [Line.Of(words.NumbersNote), Sentence.Fill(words.More, Numbers.Count(changes.Length - NumbersListed))]
                : [Line.Of(words.NumbersNote)],
        };
    }

    private static Inline Value(ChangeWords words, string id, ResultValue? value) => value switch
    {
        NumberValue number => new Printed(id, id[(id.LastIndexOf('/') + 1)..] switch
        {
            StatisticName.Count or StatisticName.Denominator => Numbers.Count(number.Value),
            StatisticName.Percent => Numbers.Percent(number.Value),
            StatisticName.PValue => Numbers.PValue(number.Value),
            _ => Numbers.Estimate(number.Value),
        }),
        NotEstimableValue => new Printed(id, "NE"),
        _ => words.None,
    };
}
