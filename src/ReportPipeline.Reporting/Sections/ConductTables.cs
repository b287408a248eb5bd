using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>How the trial was conducted: doses and assessments done of those due, and eligibility as assessed and decided.</summary>
internal static class ConductTables
{
    /// <summary>Visits as columns; per arm in the closed report, over all subjects and without doses in the open one.</summary>
    public static Table Schedule(ReportContext context, ScheduleEndpoint endpoint)
    {
        ConductWords words = context.Vocabulary.Conduct;
        ResultPrinter printer = context.NewPrinter();
        string set = endpoint.AnalysisSets[0];
        ImmutableArray<Visit> visits = context.Protocol.Visits;
        var rows = new List<Row>();
        foreach (ReportGroup group in context.ArmsOrTotal)
        {
            rows.Add(Row.Group(group.Label, visits.Length + 1));
            foreach (string item in Items(context, endpoint, group))
            {
                rows.Add(new Row([Cell.Indented(CodeLabels.Treatment(context, item) ?? CodeLabels.Of(context, item) ?? item), .. visits.Select(visit =>
                {
                    string prefix = ResultPrinter.Id(endpoint.Id, set, group.Code, item, visit.Id);
                    return printer.Exists(ResultPrinter.Id(prefix, StatisticName.Count)) ? Cell.Number(printer.CountOf(prefix)) : Cell.Empty;
                })]));
            }
        }

        return new Table($"schedule-{endpoint.Id}", Line.Of(words.ScheduleCaption), [3, .. visits.Select(_ => 1.1)],
            [Row.Header([Cell.Text(words.ScheduleItem), .. visits.Select(visit => Cell.Number(context.Label(visit.Label)))])], rows)
        {
            KeepTogether = false,
            Notes = [Population.Note(context, set), Line.Of(words.ScheduleNote), .. printer.Footnotes()],
        };
    }

    public static Table Eligibility(ReportContext context, EligibilityEndpoint endpoint)
    {
        ConductWords words = context.Vocabulary.Conduct;
        ResultPrinter printer = context.NewPrinter();
        string set = endpoint.AnalysisSets[0];
        ImmutableArray<ReportGroup> groups = context.ArmsAndTotal;
        Row Line(string label, Func<string, ImmutableArray<Inline>> cell) => new([Cell.Text(label), .. groups.Select(group => Cell.Number(cell(group.Code)))]);
        string Id(string group, string variable) => ResultPrinter.Id(endpoint.Id, set, group, variable);
        Row Share(string label, string variable) => Line(label, group => printer.CountOfPercent(Id(group, variable)));
        Row Count(string label, string variable) => Line(label, group => [printer.Count(ResultPrinter.Id(Id(group, variable), StatisticName.Count))]);
        ImmutableArray<Row> rows =
        [
            .. endpoint.Variables.Select(variable => Share(CodeLabels.Of(context, variable) ?? variable, variable)),
            Share(words.AnyCriterion, "any-criterion"),
            Count(words.DecidedViolations, "decided-violations"),
            Count(words.Withdrawn, "withdrawn"),
            .. endpoint.Terms.Select(term => Share(CodeLabels.Of(context, term) ?? term, term)),
        ];
        return new Table($"eligibility-{endpoint.Id}", Trial.Content.Line.Of(words.EligibilityCaption), [4.6, .. groups.Select(_ => 1.6)],
            [Row.Header([Cell.Text(words.Criterion), .. Population.Headings(context, printer, set, groups)])], rows)
        {
            Notes = [Population.Note(context, set), Trial.Content.Line.Of(words.EligibilityNote), .. printer.Footnotes()],
        };
    }

    /// <summary>Means and adjusted means per arm, with the adjusted difference in the note; closed report only.</summary>
    public static Table Ancova(ReportContext context, AncovaEndpoint endpoint, string set)
    {
        ConductWords words = context.Vocabulary.Conduct;
        ResultPrinter printer = context.NewPrinter();
        int decimals = context.Protocol.FindParameter(endpoint.Parameter)?.Decimals ?? 0;
        string Id(string group, string part) => ResultPrinter.Id(endpoint.Id, set, group, endpoint.Parameter, part);
        ImmutableArray<Inline> Moments(string prefix) => [.. printer.MeanDeviation(prefix, decimals), ", ", printer.Count(ResultPrinter.Id(prefix, StatisticName.Count))];
        Row Line(string label, Func<string, ImmutableArray<Inline>> cell) => new([Cell.Text(label), .. context.Arms.Select(arm => Cell.Number(cell(arm.Code)))]);
        ImmutableArray<Inline> note = AdjustedDifference(context, printer, endpoint, set);
        return new Table($"ancova-{endpoint.Id}-{set}", Trial.Content.Line.Of(Sentence.Plain(words.AncovaCaption, context.Label(endpoint.Title))), [3.4, .. context.Arms.Select(_ => 2.6)],
            [Row.Header([Cell.Text(context.ParameterLabel(endpoint.Parameter)), .. Population.Headings(context, printer, set, context.Arms)])],
            [Line(words.BeforeMean, arm => Moments(Id(arm, "before"))), Line(words.AfterMean, arm => Moments(Id(arm, "after"))), Line(endpoint.ResponseIsChange ? words.AdjustedMeanChange : words.AdjustedMean, arm => printer.EstimateInterval(Id(arm, "adjusted-mean"), decimals + 1))])
        {
            Notes = [Population.Note(context, set), note, Trial.Content.Line.Of(words.AncovaNote), .. printer.Footnotes()],
        };
    }

    /// <summary>The adjusted difference in one sentence, with its P and test; closed report only.</summary>
    public static ImmutableArray<Inline> AdjustedDifference(ReportContext context, ResultPrinter printer, AncovaEndpoint endpoint, string set)
    {
        int decimals = context.Protocol.FindParameter(endpoint.Parameter)?.Decimals ?? 0;
        string difference = ResultPrinter.Id(endpoint.Id, set, context.Comparison!, endpoint.Parameter, "difference"), p = ResultPrinter.Id(difference, StatisticName.PValue);
        Words estimate = new("{difference}");
        ConductWords words = context.Vocabulary.Conduct;
        if (printer.IsHeldBack(p))
        {
            return Sentence.Fill(words.AdjustedDifferenceHeldBack, context.Arms[0].Label, context.Arms[1].Label);
        }

        if (printer.ReasonOf(ResultPrinter.Id(difference, StatisticName.Estimate)) is { } reason)
        {
            return Sentence.Fill(words.AdjustedDifferenceNone, context.Arms[0].Label, context.Arms[1].Label, reason);
        }

        string unit = context.Protocol.FindParameter(endpoint.Parameter)?.Unit is { } code ? context.UnitLabel(code) : "";
        ImmutableArray<Inline> sentence = Sentence.Fill(endpoint.ResponseIsChange ? words.DifferenceOfChanges : words.AdjustedDifference, context.Arms[0].Label, context.Arms[1].Label, estimate,
            printer.PValue(p), context.TestNames([p]).FirstOrDefault() ?? context.Vocabulary.Tables.Missing, unit);
        return [.. sentence.SelectMany(piece => ReferenceEquals(piece, estimate) ? printer.EstimateInterval(difference, decimals + 1) : [piece])];
    }

    /// <summary>Treatments and parameters that have rows for the group, in the order of the rows; doses belong to an arm.</summary>
    private static IEnumerable<string> Items(ReportContext context, ScheduleEndpoint endpoint, ReportGroup group) => context.Results.Of(endpoint.Id)
        .Where(row => row.Group == group.Code && row.Statistic == StatisticName.Denominator && (context.IsClosed || CodeLabels.Treatment(context, row.Variable) is null))
        .GroupBy(row => row.Variable)
        .Where(item => item.Any(row => row.Value is NumberValue { Value: > 0 }))
        .Select(item => item.Key);
}
