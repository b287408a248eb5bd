using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>
/// The sums that a flow diagram claims: enrolled is the sum of the groups, every allocated subject has one end of follow-up, and
/// is in an analysis set or excluded from it. A sum that fails is told instead of drawn. It compares stored counts and prints no
/// number of its own.
/// </summary>
internal sealed class FlowArithmetic(ReportContext context, SubjectFlowEndpoint endpoint)
{
    private readonly ResultPrinter printer = context.NewPrinter();

    /// <summary>One sentence per sum that does not hold, with both sides as printed results; sums with a missing side are not judged.</summary>
    public ImmutableArray<ImmutableArray<Inline>> Failures()
    {
        FlowWords words = context.Vocabulary.Flow;
        var failures = new List<ImmutableArray<Inline>>();
        ImmutableArray<ReportGroup> groups = context.ArmsAndTotal;
        if (context.IsClosed)
        {
            Require(words.Enrolled, Flow(ReportContext.TotalGroup, "enrolled"), [.. context.Arms.Select(arm => Flow(arm.Code, "allocated"))]);
        }
        else
        {
            Require(words.Enrolled, Flow(ReportContext.TotalGroup, "enrolled"), [Flow(ReportContext.TotalGroup, "allocated")]);
        }

        foreach (ReportGroup group in groups)
        {
            Require(Sentence.Plain(context.Vocabulary.Tables.Labelled, group.Label, words.FollowUp), Flow(group.Code, "allocated"),
                [Flow(group.Code, "died"), Flow(group.Code, "completed-follow-up"), Flow(group.Code, "lost-to-follow-up")]);
            foreach (AnalysisSetDefinition set in context.Protocol.AnalysisSets.Where(set => set.Kind != AnalysisSetKind.Safety))
            {
                Require(Sentence.Plain(context.Vocabulary.Tables.Labelled, group.Label, context.Label(set.Label)), Flow(group.Code, "allocated"),
                    [Of(set.Id, group.Code, "analysed"), Of(set.Id, group.Code, "excluded")]);
            }
        }

        return [.. failures];

        void Require(string where, string whole, ImmutableArray<string> parts)
        {
            double?[] values = [.. parts.Select(printer.ValueOf)];
            if (printer.ValueOf(whole) is not { } expected || values.Any(value => value is null) || values.Sum() == expected)
            {
                return;
            }

            ImmutableArray<Inline> sum = [.. parts.SelectMany((part, index) => (Inline[])[.. index > 0 ? (Inline[])[" + "] : [], printer.Count(part)])];
            failures.Add([.. Sentence.Fill(words.DoesNotAddUp, where, printer.Count(whole)), .. sum]);
        }
    }

    private string Flow(string group, string variable) => Of(endpoint.AnalysisSets[0], group, variable);

    private string Of(string set, string group, string variable) => ResultPrinter.Id(endpoint.Id, set, group, variable, StatisticName.Count);
}
