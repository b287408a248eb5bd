using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>What the subjects received: doses and lots of the trial treatments, reactions to infusions, and concomitant treatment by class.</summary>
internal static class ExposureSection
{
    public static IEnumerable<Block> Write(ReportContext context)
    {
        // Trial treatments and strata comparisons belong to an arm: the open report has none of it.
        ImmutableArray<EndpointDefinition> endpoints = [.. context.Protocol.Endpoints.Where(endpoint => endpoint is ExposureEndpoint or ConcomitantTreatmentEndpoint)];
        if (!context.IsClosed || endpoints.IsEmpty)
        {
            yield break;
        }

        yield return new Heading(1, context.Vocabulary.Analyses.ExposureHeading, "exposure");
        foreach (EndpointDefinition endpoint in endpoints)
        {
            var heading = new Heading(2, context.Label(endpoint.Title), endpoint.Id);
            IEnumerable<Block> blocks = endpoint switch
            {
                _ when !Population.HasResults(context, endpoint) => [heading, Population.NoResults(context, endpoint)],
                ExposureEndpoint exposure => [heading, Doses(context, exposure), .. exposure.Terms.IsEmpty ? (Block[])[] : [InfusionReactionsTable.Of(context, exposure)]],
                ConcomitantTreatmentEndpoint treatment => [new Landscape([heading, Treatments(context, treatment)])],
                _ => [],
            };
            foreach (Block block in blocks)
            {
                yield return block;
            }
        }
    }

    private static Table Doses(ReportContext context, ExposureEndpoint endpoint)
    {
        AnalysisWords words = context.Vocabulary.Analyses;
        ResultPrinter printer = context.NewPrinter();
        string set = endpoint.AnalysisSets[0];
        ImmutableArray<Row> rows = [.. context.Protocol.Treatments.SelectMany(treatment => DoseRows(context, printer, endpoint, treatment))];
        return new Table($"doses-{endpoint.Id}", Line.Of(words.ExposureCaption), [4, .. context.Arms.Select(_ => 2.0)],
            [Row.Header([Cell.Text(words.Treatment), .. Population.Headings(context, printer, set, context.Arms)])], rows)
        {
            Notes = [Population.Note(context, set), .. context.Protocol.Treatments.SelectMany(treatment => ProductNotes(context, treatment)), .. printer.Footnotes()],
        };
    }

    /// <summary>What the protocol says of the product: by which criteria a lot is released and how it is to be infused.</summary>
    private static IEnumerable<ImmutableArray<Inline>> ProductNotes(ReportContext context, Treatment treatment)
    {
        ProductWords words = context.Vocabulary.Product;
        string List(ImmutableArray<string> items) => string.Join(context.Vocabulary.Tables.Enumeration, items);
        if (treatment.Release is { } release)
        {
            yield return Line.Of(Sentence.Plain(words.Release, context.Label(treatment.Label), Text(release.ViabilityAbovePercent), Text(release.Passage),
                List(release.PositiveMarkers), List(release.NegativeMarkers)));
        }

        if (treatment.Infusion is { } plan)
        {
            string steps = string.Join(context.Vocabulary.Tables.Enumeration, plan.Steps.Select(step =>
                Sentence.Plain(words.InfusionStep, Text(step.Minutes), Text(step.FromDropsPerMinute), Text(step.ToDropsPerMinute))));
            yield return Line.Of(Sentence.Plain(words.Infusion, context.Label(treatment.Label), Text(plan.VolumeMillilitres), steps, Text(plan.DropsPerMillilitre)));
        }
    }

    private static string Text(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static IEnumerable<Row> DoseRows(ReportContext context, ResultPrinter printer, ExposureEndpoint endpoint, Treatment treatment)
    {
        AnalysisWords words = context.Vocabulary.Analyses;
        string Id(string group, params ReadOnlySpan<string> parts) => ResultPrinter.Id([endpoint.Id, endpoint.AnalysisSets[0], group, treatment.Code, .. parts]);
        Row ValueRow(string label, Func<string, ImmutableArray<Inline>> cell) => new([Cell.Indented(label), .. context.Arms.Select(arm => Cell.Number(cell(arm.Code)))]);
        Row Count(string label, string variable) => ValueRow(label, arm => [printer.Count(Id(arm, variable, StatisticName.Count))]);
        yield return Row.Group(context.Label(treatment.Label), context.Arms.Length + 1);
        yield return Count(words.SubjectsTreated, "subjects-treated");
        yield return Count(words.AllPlannedDoses, "subjects-all-planned-doses");
        yield return Count(words.DosesGiven, "doses-given");
        yield return Count(words.DosesPartial, "doses-partial");
        yield return Count(words.DosesNotGiven, "doses-not-given");
        yield return ValueRow(Sentence.Plain(words.CumulativeDose, context.UnitLabel(treatment.DoseUnit)),
            arm => printer.Exists(Id(arm, "cumulative-dose", StatisticName.Mean)) ? printer.MeanDeviation(Id(arm, "cumulative-dose"), 0) : []);
        foreach ((string variable, string label) in new[] { ("volume", words.VolumePerDose), ("rate", words.RatePerDose) })
        {
            if (context.Arms.Any(arm => printer.Exists(Id(arm.Code, variable, StatisticName.Mean))))
            {
                yield return ValueRow(label, arm => printer.Exists(Id(arm, variable, StatisticName.Mean)) ? printer.MeanDeviation(Id(arm, variable), 0) : []);
            }
        }

        foreach (ProductLot lot in treatment.Lots.Where(lot => context.Arms.Any(arm => printer.Exists(Id(arm.Code, "lot", lot.Number, StatisticName.Count)))))
        {
            ImmutableArray<Inline> Where(string id, Func<string, Inline> print) => printer.Exists(id) ? [print(id)] : [];
            yield return ValueRow(Sentence.Plain(words.Lot, lot.Number), arm => Where(Id(arm, "lot", lot.Number, StatisticName.Count), printer.Count));
            yield return ValueRow(Sentence.Plain(words.LotViability, lot.Number), arm => Where(Id(arm, "lot", lot.Number, "viability", StatisticName.Estimate), printer.Count));
        }
    }

    /// <summary>Per arm each stratum and its comparison, then the arms compared: ten columns, so on a landscape page.</summary>
    private static Table Treatments(ReportContext context, ConcomitantTreatmentEndpoint endpoint)
    {
        AnalysisWords words = context.Vocabulary.Analyses;
        ResultPrinter printer = context.NewPrinter();
        string set = endpoint.AnalysisSets[0];
        ImmutableArray<CodedValue> strata = context.Protocol.FindParameter(endpoint.Stratum)?.Values ?? [];
        string stratum = Sentence.Inside(context.ParameterLabel(endpoint.Stratum));
        IEnumerable<Cell> ArmHeader() => [.. strata.Select(value => Cell.Number(context.Label(value.Label))), Cell.Number(context.Vocabulary.Tables.Total), Cell.Number(Sentence.Plain(words.PBetweenStrata, stratum))];
        ImmutableArray<Cell> armHeadings = Population.Headings(context, printer, set, context.Arms);
        MarkedTests tests = new(context, context.Results.Of(endpoint.Id).Where(row => row.Statistic == StatisticName.PValue).Select(row => row.Id));
        ImmutableArray<Row> rows = [.. context.Protocol.ConcomitantTreatmentClasses.Select(item => TreatmentRow(context, (printer, tests), endpoint, item))];
        return new Table($"treatments-{endpoint.Id}", Line.Of(Sentence.Plain(words.TreatmentCaption, stratum)),
            [3.2, .. context.Arms.SelectMany(_ => (double[])[.. strata.Select(_ => 1.9), 1.9, 1.2]), 1.1],
            [
                new Row([Cell.Text(""), .. armHeadings.Select(cell => cell with { Span = strata.Length + 2 }), Cell.Empty], RowKind.Header),
                new Row([Cell.Text(words.TreatmentClass), .. context.Arms.SelectMany(_ => ArmHeader()), Cell.Number(words.PBetweenGroups)], RowKind.Header),
            ], rows)
        {
            Notes = [Population.Note(context, set), .. tests.Note(), .. printer.Footnotes()],
        };
    }

    private static Row TreatmentRow(ReportContext context, (ResultPrinter Printer, MarkedTests Tests) with, ConcomitantTreatmentEndpoint endpoint, TreatmentClass item)
    {
        (ResultPrinter printer, MarkedTests tests) = with;
        string Id(string group, params ReadOnlySpan<string> parts) => ResultPrinter.Id([endpoint.Id, endpoint.AnalysisSets[0], group, item.Code, .. parts]);
        ImmutableArray<CodedValue> strata = context.Protocol.FindParameter(endpoint.Stratum)?.Values ?? [];
        IEnumerable<Cell> Arm(string arm) =>
        [
            .. strata.Select(value => Cell.Number(printer.CountOfPercent(Id(arm, value.Value)))),
            Cell.Number(printer.CountOfPercent(Id(arm))),
            tests.Cell(printer, Id(arm, "between-strata", StatisticName.PValue)),
        ];
        return new Row([Cell.Text(context.Label(item.Label)), .. context.Arms.SelectMany(arm => Arm(arm.Code)), tests.Cell(printer, Id(context.Comparison!, StatisticName.PValue))]);
    }
}
