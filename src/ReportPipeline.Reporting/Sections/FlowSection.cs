using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Participant flow: enrolled, allocated, followed up, analysed (CONSORT), worded as the design demands.</summary>
internal static class FlowSection
{
    public static IEnumerable<Block> Write(ReportContext context)
    {
        foreach (SubjectFlowEndpoint endpoint in context.Endpoints<SubjectFlowEndpoint>())
        {
            yield return new Heading(1, context.Label(endpoint.Title), "flow");
            foreach (Block block in Population.HasResults(context, endpoint) ? Blocks(context, endpoint) : [Population.NoResults(context, endpoint)])
            {
                yield return block;
            }
        }
    }

    private static IEnumerable<Block> Blocks(ReportContext context, SubjectFlowEndpoint endpoint)
    {
        ImmutableArray<ImmutableArray<Inline>> failures = new FlowArithmetic(context, endpoint).Failures();
        return failures.IsEmpty
            ? [Diagram(context, endpoint)]
            : [new Paragraph(ParagraphKind.Notice, Line.Of(context.Vocabulary.Flow.Refused)), .. failures.Select(failure => new Paragraph(ParagraphKind.Bullet, failure))];
    }

    private static FlowFigure Diagram(ReportContext context, SubjectFlowEndpoint endpoint)
    {
        ResultPrinter printer = context.NewPrinter();
        var rows = new FlowRows(context, printer, endpoint);
        FlowWords words = context.Vocabulary.Flow;
        ImmutableArray<ReportGroup> groups = context.ArmsOrTotal;
        var boxes = new List<FlowBox>
        {
            new("enrolled", 0, 0.3, 0.4, [Line.Of(words.Enrolled, ": ", rows.Count(ReportContext.TotalGroup, "enrolled"))]),
        };
        var arrows = new List<FlowArrow>();
        for (int index = 0; index < groups.Length; index++)
        {
            ReportGroup group = groups[index];
            double width = groups.Length == 1 ? 0.6 : 0.46, left = groups.Length == 1 ? 0.2 : index * 0.54;
            string allocated = $"allocated {group.Code}", followed = $"follow-up {group.Code}", analysed = $"analysed {group.Code}";
            boxes.Add(new FlowBox(allocated, 1, left, width, rows.Allocation(group)));
            boxes.Add(new FlowBox(followed, 2, left, width, rows.FollowUp(group)));
            boxes.Add(new FlowBox(analysed, 3, left, width, rows.Analysis(group)));
            arrows.AddRange([new FlowArrow("enrolled", allocated), new FlowArrow(allocated, followed), new FlowArrow(followed, analysed)]);
        }

        return new FlowFigure("flow-diagram", Line.Of(context.Label(endpoint.Title)), Alternative(context, rows, groups), [.. boxes], [.. arrows])
        {
            Notes = [Line.Of(words.Note), .. printer.Footnotes()],
        };
    }

    private static ImmutableArray<Inline> Alternative(ReportContext context, FlowRows rows, ImmutableArray<ReportGroup> groups)
    {
        FlowWords words = context.Vocabulary.Flow;
        return
        [
            .. Sentence.Fill(words.AlternativeText, rows.Count(ReportContext.TotalGroup, "enrolled")),
            .. groups.SelectMany(group => Sentence.Fill(words.AlternativeArm, group.Label,
                rows.Count(group.Code, "allocated"), rows.Count(group.Code, "died"), rows.Count(group.Code, "completed-follow-up"))),
        ];
    }

    /// <summary>The lines inside the boxes of one group.</summary>
    private sealed class FlowRows(ReportContext context, ResultPrinter printer, SubjectFlowEndpoint endpoint)
    {
        private readonly FlowWords words = context.Vocabulary.Flow;

        public Inline Count(string group, string variable) =>
            printer.Count(ResultPrinter.Id(endpoint.Id, endpoint.AnalysisSets[0], group, variable, StatisticName.Count));

        public ImmutableArray<ImmutableArray<Inline>> Allocation(ReportGroup group)
        {
            string how = context.Protocol.Design.Allocation == Trial.Protocol.Allocation.Randomised ? words.AllocatedAtRandom : words.AllocatedByChoice;
            return
            [
                Line.Of(group.Label),
                Item(how, group, "allocated"),
                Item(words.ReceivedTreatment, group, "received-treatment"),
                Item(words.DiscontinuedTreatment, group, "discontinued-treatment"),
            ];
        }

        public ImmutableArray<ImmutableArray<Inline>> FollowUp(ReportGroup group) =>
        [
            Line.Of(words.FollowUp),
            Item(words.Completed, group, "completed-follow-up"),
            Item(words.Died, group, "died"),
            Item(words.Lost, group, "lost-to-follow-up"),
        ];

        public ImmutableArray<ImmutableArray<Inline>> Analysis(ReportGroup group)
        {
            List<ImmutableArray<Inline>> lines = [Line.Of(words.Analysis)];
            foreach (AnalysisSetDefinition set in context.Protocol.AnalysisSets)
            {
                string analysed = ResultPrinter.Id(endpoint.Id, set.Id, group.Code, "analysed", StatisticName.Count);
                lines.Add(Line.Of(context.Label(set.Label), ": ", printer.Count(analysed)));
                lines.AddRange(Exclusions(set, group));
            }

            return [.. lines];
        }

        private IEnumerable<ImmutableArray<Inline>> Exclusions(AnalysisSetDefinition set, ReportGroup group)
        {
            string prefix = ResultPrinter.Id(endpoint.Id, set.Id, group.Code, "excluded");
            string count = ResultPrinter.Id(prefix, StatisticName.Count);
            if (printer.ValueOf(count) is null or 0)
            {
                yield break;
            }

            yield return Line.Of(Sentence.Plain(words.ExcludedFrom, context.Label(set.Label)), ": ", printer.Count(count));
            for (int reason = 1; printer.Exists(ResultPrinter.Id(prefix, $"{reason}", StatisticName.Count)); reason++)
            {
                yield return Line.Of("– ", printer.Text(ResultPrinter.Id(prefix, $"{reason}", context.Request.Language, "reason")), ": ",
                    printer.Count(ResultPrinter.Id(prefix, $"{reason}", StatisticName.Count)));
            }
        }

        private ImmutableArray<Inline> Item(string label, ReportGroup group, string variable) => Line.Of(label, ": ", Count(group.Code, variable));
    }
}
