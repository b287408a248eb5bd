using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Tables of the sensitivity analyses, one per analysis.</summary>
internal static class SensitivityTables
{
    public static IEnumerable<Block> Missing(ReportContext context)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        var rows = new List<Row>();
        foreach ((EndpointDefinition endpoint, string set) in SensitivitySection.Endpoints(context, SensitivitySection.MissingOutcomes))
        {
            rows.Add(Row.Group(context.Label(endpoint.Title), context.Arms.Length + 3));
            foreach (string rule in Levels(context, SensitivitySection.MissingOutcomes, endpoint, set))
            {
                string Id(string group) => ResultPrinter.Id(SensitivitySection.MissingOutcomes, set, group, endpoint.Id, rule);
                string comparison = Id(context.Comparison!);
                rows.Add(new Row([
                    Cell.Indented(words.NameOf(rule)),
                    .. context.Arms.Select(arm => Cell.Number(printer.CountOfPercent(Id(arm.Code)))),
                    Cell.Number(printer.EstimateInterval(ResultPrinter.Id(comparison, "risk-difference"), 2)),
                    SensitivitySection.PCell(printer, comparison),
                ]));
            }
        }

        yield return new Table("missing-outcomes", Line.Of(words.MissingCaption), [3.2, .. context.Arms.Select(_ => 1.8), 2.6, 1],
            [Row.Header([Cell.Text(words.Rule), .. context.Arms.Select(arm => Cell.Number(arm.Label)), Cell.Number(context.Vocabulary.Outcomes.RiskDifference), Cell.Number(context.Vocabulary.Tables.PValue)])], rows)
        {
            KeepTogether = false,
            Notes = [Line.Of(words.FlipNote), .. printer.Footnotes()],
        };
    }

    public static IEnumerable<Block> BySite(ReportContext context)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<Row> rows = [.. SensitivitySection.Endpoints(context, SensitivitySection.Sites).Select(item =>
        {
            string prefix = ResultPrinter.Id(SensitivitySection.Sites, item.Set, context.Comparison!, item.Endpoint.Id);
            bool isTime = item.Endpoint is TimeToEventEndpoint;
            string test = ResultPrinter.Id(prefix, isTime ? "log-rank" : "mantel-haenszel");
            return Row.Body(
                Cell.Text(context.Label(item.Endpoint.Title)),
                isTime ? Cell.Empty : Cell.Number(printer.EstimateInterval(ResultPrinter.Id(prefix, "odds-ratio"), 2)),
                isTime ? Cell.Number(printer.EstimateInterval(ResultPrinter.Id(prefix, "hazard-ratio"), 2)) : Cell.Empty,
                SensitivitySection.PCell(printer, test),
                isTime ? Cell.Empty : Cell.Number(printer.PValue(ResultPrinter.Id(prefix, "homogeneity", StatisticName.PValue))));
        })];
        yield return new Table("by-site", Line.Of(words.SiteCaption), [3, 2.5, 2.5, 1, 1.4],
            [Row.Header(Cell.Text(words.Comparison), Cell.Number(words.SiteOddsRatio), Cell.Number(words.SiteHazardRatio), Cell.Number(context.Vocabulary.Tables.PValue), Cell.Number(words.Homogeneity))], rows)
        {
            Notes = [Line.Of(words.FlipNote), .. printer.Footnotes()],
        };
    }

    public static IEnumerable<Block> Weighted(ReportContext context)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<Row> rows = [.. SensitivitySection.Endpoints(context, SensitivitySection.Overlap).Select(item =>
        {
            string Id(string group, params ReadOnlySpan<string> parts) => ResultPrinter.Id([SensitivitySection.Overlap, item.Set, group, item.Endpoint.Id, .. parts]);
            string difference = Id(context.Comparison!, "risk-difference");
            return new Row([
                Cell.Text(context.Label(item.Endpoint.Title)),
                .. context.Arms.Select(arm => Cell.Number(printer.Percent(Id(arm.Code, "weighted", StatisticName.Percent)), "%", new LineBreak(), "(", printer.Fixed(Id(arm.Code, "effective-sample-size", StatisticName.Estimate), 1), ")")),
                Cell.Number(printer.EstimateInterval(difference, 2)),
                SensitivitySection.PCell(printer, difference),
            ]);
        })];
        yield return new Table("overlap-weighted", Line.Of(words.WeightedCaption), [3, .. context.Arms.Select(_ => 2.0), 2.6, 1],
            [Row.Header([Cell.Text(words.Comparison), .. context.Arms.Select(arm => Cell.Number(arm.Label, new LineBreak(), Sentence.Plain(context.Vocabulary.Tables.Bracketed, words.EffectiveSize))), Cell.Number(context.Vocabulary.Outcomes.RiskDifference), Cell.Number(context.Vocabulary.Tables.PValue)])], rows)
        {
            Notes = [Line.Of(words.FlipNote), .. printer.Footnotes()],
        };
        yield return Balance(context);
    }

    private static Table Balance(ReportContext context)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<Row> rows = [.. context.Results.Of(SensitivitySection.Overlap)
            .Where(row => row.Level is not null && row.Level.Split('/')[^1] == "unweighted")
            .Select(row => row.Id[..^"/unweighted/estimate".Length])
            .Select(prefix => Row.Body(
                Cell.Text(string.Join(context.Vocabulary.Tables.TermSeparator, prefix.Split('/')[3..].Select(code => CovariateLabel(context, code)))),
                Cell.Number(printer.Fixed(ResultPrinter.Id(prefix, "unweighted", StatisticName.Estimate), 2)),
                Cell.Number(printer.Fixed(ResultPrinter.Id(prefix, "weighted", StatisticName.Estimate), 2))))];
        return new Table("balance", Line.Of(words.BalanceCaption), [4, 2, 2],
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

    public static IEnumerable<Block> Fragile(ReportContext context)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<Row> rows = [.. SensitivitySection.Endpoints(context, SensitivitySection.Fragility).Select(item =>
        {
            string Id(string group, params ReadOnlySpan<string> parts) => ResultPrinter.Id([SensitivitySection.Fragility, item.Set, group, item.Endpoint.Id, .. parts]);
            string value = ResultPrinter.Id(SensitivitySection.Confounding, item.Set, context.Comparison!, item.Endpoint.Id);
            Cell Strength(string name) => printer.Exists(ResultPrinter.Id(value, name, StatisticName.Estimate)) ? Cell.Number(printer.Fixed(ResultPrinter.Id(value, name, StatisticName.Estimate), 2)) : Cell.Empty;
            return new Row([
                Cell.Text(Sentence.Plain(context.Vocabulary.Tables.WithAbbreviation, context.Label(item.Endpoint.Title), context.AnalysisSet(item.Set).Abbreviation)),
                Cell.Number(printer.Count(Id(context.Comparison!, "index", StatisticName.Estimate))),
                .. context.Arms.Select(arm => Cell.Number(printer.CountOf(Id(arm.Code, "modified")))),
                Cell.Number(printer.PValue(Id(context.Comparison!, "modified", StatisticName.PValue))),
                Strength("e-value"),
                Strength("e-value-of-limit"),
            ]);
        })];
        yield return new Table("fragility", Line.Of(words.FragilityCaption), [3, 1.2, .. context.Arms.Select(_ => 1.5), 1.2, 1.1, 1.2],
            [Row.Header([Cell.Text(words.Comparison), Cell.Number(words.FragilityIndex), .. context.Arms.Select(arm => Cell.Number(Sentence.Plain(words.Modified, arm.Label))), Cell.Number(words.ModifiedP), Cell.Number(words.EValue), Cell.Number(words.EValueOfLimit)])], rows)
        {
            Notes = [Line.Of(words.FragilityNote), .. printer.Footnotes()],
        };
    }

    public static IEnumerable<Block> Multiple(ReportContext context)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<string> methods = ["holm", "hochberg", "benjamini-hochberg"];
        AnalysisResult[] members = [.. context.Results.Of(SensitivitySection.Multiplicity).Where(row => row.Statistic == StatisticName.PValue && row.Level?.Split('/')[^1] == "unadjusted")];
        IEnumerable<Row> rows = members.Select(row =>
        {
            string prefix = row.Id[..^"/unadjusted/p".Length];
            return new Row([
                Cell.Text(CodeLabels.Comparison(context, row.Variable, row.Level!.Split('/')[..^1])),
                Cell.Number(printer.PValue(row.Id)),
                .. methods.Select(method => SensitivitySection.PCell(printer, ResultPrinter.Id(prefix, method))),
            ]);
        });
        if (context.Results.Of(SensitivitySection.Multiplicity).FirstOrDefault(row => row.Variable == "family" && row.Level is null) is { } family)
        {
            yield return Paragraph.Body([.. Sentence.Fill(words.MultiplicityText, printer.Count(family.Id))]) with { KeepWithNext = true };
        }

        yield return new Table("multiplicity", Line.Of(words.MultiplicityCaption), [4.2, 1.4, .. methods.Select(_ => 1.7)],
            [Row.Header([Cell.Text(words.Comparison), Cell.Number(words.Unadjusted), .. methods.Select(method => Cell.Number(words.NameOf(method)))])], [.. rows])
        {
            KeepTogether = false,
            Notes = [Line.Of(words.FlipNote), .. printer.Footnotes()],
        };
    }

    public static IEnumerable<Block> Means(ReportContext context)
    {
        SensitivityWords words = context.Vocabulary.Sensitivity;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<Row> rows = [.. context.Results.Of(SensitivitySection.RestrictedMean).Select(row => row.AnalysisSet).Distinct().Select(set =>
        {
            string Id(string group) => ResultPrinter.Id(SensitivitySection.RestrictedMean, set, group, "survival");
            string difference = ResultPrinter.Id(Id(context.Comparison!), "difference");
            return new Row([
                Cell.Text(context.SetLabel(set)),
                .. context.Arms.Select(arm => Cell.Number(printer.EstimateInterval(Id(arm.Code), 1))),
                Cell.Number(printer.EstimateInterval(difference, 1)),
                SensitivitySection.PCell(printer, difference),
            ]);
        })];
        yield return new Table("restricted-mean", Line.Of(words.MeanCaption), [2.6, .. context.Arms.Select(_ => 2.2), 2.4, 1],
            [Row.Header([Cell.Text(context.Vocabulary.Outcomes.AnalysisSet), .. context.Arms.Select(arm => Cell.Number(Sentence.Plain(words.MeanOfGroup, arm.Label))), Cell.Number(words.Difference), Cell.Number(context.Vocabulary.Tables.PValue)])], rows)
        {
            Notes = printer.Footnotes(),
        };
    }

    /// <summary>First level after the endpoint, in the order of the rows.</summary>
    private static IEnumerable<string> Levels(ReportContext context, string analysis, EndpointDefinition endpoint, string set) => context.Results.Of(analysis, set)
        .Where(row => row.Variable == endpoint.Id && row.Level is not null).Select(row => row.Level!.Split('/')[0]).Distinct();
}
