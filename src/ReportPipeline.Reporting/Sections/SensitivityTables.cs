using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Tables of the sensitivity analyses, one per analysis.</summary>
internal static class SensitivityTables
{
    public static IEnumerable<Block> Missing(ReportContext context, MissingOutcomesEndpoint analysis)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        var rows = new List<Row>();
        foreach (Looked item in SensitivitySection.LookedAt(context, analysis.Id))
        {
            rows.Add(Row.Group(item.Label, context.Arms.Length + 3));
            foreach (string rule in Rules(context, analysis, item))
            {
                string Id(string group) => ResultPrinter.Id(analysis.Id, item.Set, group, item.Endpoint.Id, rule);
                string comparison = Id(context.Comparison!);
                rows.Add(new Row([
                    Cell.Indented(words.NameOf(rule)),
                    .. context.Arms.Select(arm => Cell.Number(printer.CountOfPercent(Id(arm.Code)))),
                    Cell.Number(printer.EstimateInterval(ResultPrinter.Id(comparison, "risk-difference"), 2)),
                    SensitivitySection.PCell(printer, comparison),
                ]));
            }
        }

        yield return new Table($"missing-{analysis.Id}", Line.Of(words.MissingCaption), [3.2, .. context.Arms.Select(_ => 1.8), 2.6, 1],
            [Row.Header([Cell.Text(words.Rule), .. context.Arms.Select(arm => Cell.Number(arm.Label)), Cell.Number(context.Vocabulary.Outcomes.RiskDifference), Cell.Number(context.Vocabulary.Tables.PValue)])], rows)
        {
            KeepTogether = false,
            Notes = [Line.Of(words.FlipNote), .. printer.Footnotes()],
        };
    }

    public static IEnumerable<Block> BySite(ReportContext context, SiteStratifiedEndpoint analysis)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<Row> rows = [.. SensitivitySection.LookedAt(context, analysis.Id).Select(item =>
        {
            string prefix = ResultPrinter.Id(analysis.Id, item.Set, context.Comparison!, item.Endpoint.Id);
            bool isTime = item.Endpoint is TimeToEventEndpoint;
            string test = ResultPrinter.Id(prefix, isTime ? "log-rank" : "mantel-haenszel");
            return Row.Body(
                Cell.Text(item.Label),
                isTime ? Cell.Empty : Cell.Number(printer.EstimateInterval(ResultPrinter.Id(prefix, "odds-ratio"), 2)),
                isTime ? Cell.Number(printer.EstimateInterval(ResultPrinter.Id(prefix, "hazard-ratio"), 2)) : Cell.Empty,
                SensitivitySection.PCell(printer, test),
                isTime ? Cell.Empty : Cell.Number(printer.PValue(ResultPrinter.Id(prefix, "homogeneity", StatisticName.PValue))));
        })];
        yield return new Table($"by-site-{analysis.Id}", Line.Of(words.SiteCaption), [3, 2.5, 2.5, 1, 1.4],
            [Row.Header(Cell.Text(words.Comparison), Cell.Number(words.SiteOddsRatio), Cell.Number(words.SiteHazardRatio), Cell.Number(context.Vocabulary.Tables.PValue), Cell.Number(words.Homogeneity))], rows)
        {
            Notes = [Line.Of(words.FlipNote), .. printer.Footnotes()],
        };
    }

    public static IEnumerable<Block> Weighted(ReportContext context, WeightedProportionEndpoint analysis)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<Row> rows = [.. SensitivitySection.LookedAt(context, analysis.Id).Select(item =>
        {
            string Id(string group, params ReadOnlySpan<string> parts) => ResultPrinter.Id([analysis.Id, item.Set, group, item.Endpoint.Id, .. parts]);
            string difference = Id(context.Comparison!, "risk-difference");
            return new Row([
                Cell.Text(item.Label),
                .. context.Arms.Select(arm => Cell.Number(printer.PercentWithSign(Id(arm.Code, "weighted", StatisticName.Percent)).AddRange(new LineBreak(), "(", printer.Fixed(Id(arm.Code, "effective-sample-size", StatisticName.Estimate), 1), ")"))),
                Cell.Number(printer.EstimateInterval(difference, 2)),
                SensitivitySection.PCell(printer, difference),
            ]);
        })];
        yield return new Table($"weighted-{analysis.Id}", Line.Of(words.WeightedCaption), [3, .. context.Arms.Select(_ => 2.0), 2.6, 1],
            [Row.Header([Cell.Text(words.Comparison), .. context.Arms.Select(arm => Cell.Number(arm.Label, new LineBreak(), Sentence.Plain(context.Vocabulary.Tables.Bracketed, words.EffectiveSize))), Cell.Number(context.Vocabulary.Outcomes.RiskDifference), Cell.Number(context.Vocabulary.Tables.PValue)])], rows)
        {
            Notes = [Line.Of(words.FlipNote), .. printer.Footnotes()],
        };
        yield return Balance(context, analysis);
    }

    private static Table Balance(ReportContext context, WeightedProportionEndpoint analysis)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<Row> rows = [.. context.Results.Of(analysis.Id, analysis.AnalysisSets[0])
            .Where(row => row.Level is not null && row.Level.Split('/')[^1] == "unweighted")
            .Select(row => row.Id[..^"/unweighted/estimate".Length])
            .Select(prefix => Row.Body(
                Cell.Text(string.Join(context.Vocabulary.Tables.TermSeparator, prefix.Split('/')[5..].Select(code => CovariateLabel(context, code)))),
                Cell.Number(printer.Fixed(ResultPrinter.Id(prefix, "unweighted", StatisticName.Estimate), 2)),
                Cell.Number(printer.Fixed(ResultPrinter.Id(prefix, "weighted", StatisticName.Estimate), 2))))];
        return new Table($"balance-{analysis.Id}", Line.Of(words.BalanceCaption), [4, 2, 2],
            [Row.Header(Cell.Text(words.Covariate), Cell.Number(words.Unweighted), Cell.Number(words.Weighted))], rows)
        {
            Notes = [Line.Of(context.Vocabulary.Tables.DifferenceNote), .. printer.Footnotes()],
        };
    }

    private static string CovariateLabel(ReportContext context, string code) => code switch
    {
        "MALE" => context.Vocabulary.Tables.Male,
        "FEMALE" => context.Vocabulary.Tables.Female,
        _ => CodeLabels.Of(context, code) ?? code,
    };

    public static IEnumerable<Block> Fragile(ReportContext context, FragilityEndpoint analysis)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<Row> rows = [.. SensitivitySection.LookedAt(context, analysis.Id).Select(item =>
        {
            string Id(string group, params ReadOnlySpan<string> parts) => ResultPrinter.Id([analysis.Id, item.Set, group, item.Endpoint.Id, .. parts]);
            return new Row([
                Cell.Text(item.Label),
                Cell.Number(printer.Count(Id(context.Comparison!, "index", StatisticName.Estimate))),
                .. context.Arms.Select(arm => Cell.Number(printer.CountOf(Id(arm.Code, "modified")))),
                Cell.Number(printer.PValue(Id(context.Comparison!, "modified", StatisticName.PValue))),
            ]);
        })];
        yield return new Table($"fragility-{analysis.Id}", Line.Of(words.FragilityCaption), [4, 1.5, .. context.Arms.Select(_ => 1.8), 1.5],
            [Row.Header([Cell.Text(words.Comparison), Cell.Number(words.FragilityIndex), .. context.Arms.Select(arm => Cell.Number(Sentence.Plain(words.Modified, arm.Label))), Cell.Number(words.ModifiedP)])], rows)
        {
            Notes = [Line.Of(words.FragilityNote), .. printer.Footnotes()],
        };
    }

    public static IEnumerable<Block> Confounded(ReportContext context, EValueEndpoint analysis)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<Row> rows = [.. SensitivitySection.LookedAt(context, analysis.Id).SelectMany(item => new[] { ("outcome", words.OfOutcome), ("opposite", words.OfOpposite) }.Select(side =>
        {
            string prefix = ResultPrinter.Id(analysis.Id, item.Set, context.Comparison!, item.Endpoint.Id, side.Item1);
            return Row.Body(
                Cell.Text(Sentence.Plain(context.Vocabulary.Tables.Labelled, item.Label, side.Item2)),
                Cell.Number(printer.EstimateInterval(ResultPrinter.Id(prefix, "risk-ratio"), 2)),
                Cell.Number(printer.Fixed(ResultPrinter.Id(prefix, "e-value", StatisticName.Estimate), 2)),
                Cell.Number(printer.Fixed(ResultPrinter.Id(prefix, "e-value-of-limit", StatisticName.Estimate), 2)));
        }))];
        yield return new Table($"e-values-{analysis.Id}", Line.Of(words.EValueCaption), [4.6, 2.4, 1.2, 1.6],
            [Row.Header(Cell.Text(words.Comparison), Cell.Number(words.RiskRatio), Cell.Number(words.EValue), Cell.Number(words.EValueOfLimit))], rows)
        {
            Notes = [Line.Of(words.EValueNote), .. printer.Footnotes()],
        };
    }

    public static IEnumerable<Block> Multiple(ReportContext context, MultiplicityEndpoint analysis)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<string> methods = ["holm", "hochberg", "benjamini-hochberg"];
        AnalysisResult[] members = [.. context.Results.Of(analysis.Id).Where(row => row.Statistic == StatisticName.PValue && row.Level?.Split('/')[^1] == "unadjusted")];
        IEnumerable<Row> rows = members.Select(row =>
        {
            string prefix = row.Id[..^"/unadjusted/p".Length];
            return new Row([
                Cell.Text(CodeLabels.Comparison(context, row.Variable, row.Level!.Split('/')[..^1])),
                Cell.Number(printer.PValue(row.Id)),
                .. methods.Select(method => SensitivitySection.PCell(printer, ResultPrinter.Id(prefix, method))),
            ]);
        });
        IEnumerable<Row> absent = context.Results.Of(analysis.Id).Where(row => row is { Statistic: StatisticName.PValue, Group: ReportContext.TotalGroup, Level: not null })
            .Select(row => new Row([Cell.Text(CodeLabels.Comparison(context, row.Variable, row.Level!.Split('/'))), Cell.Number(printer.PValue(row.Id)), .. methods.Select(_ => Cell.Empty)]));
        if (context.Results.Of(analysis.Id).FirstOrDefault(row => row.Variable == "family" && row.Level is null) is { } family)
        {
            yield return Paragraph.Body([.. Sentence.Fill(words.MultiplicityText, printer.Count(family.Id))]) with { KeepWithNext = true };
        }

        yield return new Table($"multiplicity-{analysis.Id}", Line.Of(words.MultiplicityCaption), [4.2, 1.4, .. methods.Select(_ => 1.7)],
            [Row.Header([Cell.Text(words.Comparison), Cell.Number(words.Unadjusted), .. methods.Select(method => Cell.Number(words.NameOf(method)))])], [.. rows, .. absent])
        {
            KeepTogether = false,
            Notes = [Line.Of(words.MultiplicityNote), Line.Of(words.FlipNote), .. printer.Footnotes()],
        };
    }

    public static IEnumerable<Block> Means(ReportContext context, RestrictedMeanEndpoint analysis)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<Row> rows = [.. analysis.AnalysisSets.Select(set =>
        {
            string Id(string group) => ResultPrinter.Id(analysis.Id, set, group, "survival");
            string difference = ResultPrinter.Id(Id(context.Comparison!), "difference");
            return new Row([
                Cell.Text(context.SetLabel(set)),
                .. context.Arms.Select(arm => Cell.Number(printer.EstimateInterval(Id(arm.Code), 1))),
                Cell.Number(printer.EstimateInterval(difference, 1)),
                SensitivitySection.PCell(printer, difference),
            ]);
        })];
        yield return new Table($"restricted-mean-{analysis.Id}", Line.Of(words.MeanCaption), [2.6, .. context.Arms.Select(_ => 2.2), 2.4, 1],
            [Row.Header([Cell.Text(context.Vocabulary.Outcomes.AnalysisSet), .. context.Arms.Select(arm => Cell.Number(Sentence.Plain(words.MeanOfGroup, arm.Label))), Cell.Number(words.Difference), Cell.Number(context.Vocabulary.Tables.PValue)])], rows)
        {
            Notes = printer.Footnotes(),
        };
    }

    /// <summary>Rules for missing outcomes, in the order of the rows.</summary>
    private static IEnumerable<string> Rules(ReportContext context, MissingOutcomesEndpoint analysis, Looked item) => context.Results.Of(analysis.Id, item.Set)
        .Where(row => row.Group == context.Comparison && row.Variable == item.Endpoint.Id && row.Level is not null).Select(row => row.Level!.Split('/')[0]).Distinct();
}
