using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Who was enrolled where, and how the groups compare at baseline.</summary>
internal static class SubjectsSection
{
    /// <summary>Key of the first comparison at baseline, which only the closed report holds.</summary>
    public const string EquivalenceKey = "equivalence";

    public static IEnumerable<Block> Write(ReportContext context)
    {
        yield return new Heading(1, context.Vocabulary.Tables.SubjectsHeading, "subjects");
        foreach (EnrolmentEndpoint endpoint in context.Endpoints<EnrolmentEndpoint>())
        {
            yield return new Heading(2, context.Label(endpoint.Title));
            yield return Population.HasResults(context, endpoint) ? Enrolment(context, endpoint) : Population.NoResults(context, endpoint);
        }

        foreach ((int index, BaselineEndpoint endpoint) in context.Endpoints<BaselineEndpoint>().Index())
        {
            yield return new Heading(2, context.Label(endpoint.Title), index == 0 && context.IsClosed ? EquivalenceKey : null);
            yield return Population.HasResults(context, endpoint) ? BaselineTable.Of(context, endpoint) : Population.NoResults(context, endpoint);
        }

        foreach (ScheduleEndpoint endpoint in context.Endpoints<ScheduleEndpoint>())
        {
            yield return new Heading(2, context.Label(endpoint.Title), endpoint.Id);
            yield return Population.HasResults(context, endpoint) ? ConductTables.Schedule(context, endpoint) : Population.NoResults(context, endpoint);
        }

        foreach (EligibilityEndpoint endpoint in context.Endpoints<EligibilityEndpoint>())
        {
            yield return new Heading(2, context.Label(endpoint.Title), endpoint.Id);
            yield return Population.HasResults(context, endpoint) ? ConductTables.Eligibility(context, endpoint) : Population.NoResults(context, endpoint);
        }

        foreach (FindingsOverTimeEndpoint endpoint in context.Endpoints<FindingsOverTimeEndpoint>())
        {
            foreach (Block block in EndpointsSection.Opening(context, endpoint))
            {
                yield return block;
            }

            yield return Population.HasResults(context, endpoint) ? FindingsTable.Of(context, endpoint) : Population.NoResults(context, endpoint);
        }
    }

    private static Table Enrolment(ReportContext context, EnrolmentEndpoint endpoint)
    {
        TableWords words = context.Vocabulary.Tables;
        ResultPrinter printer = context.NewPrinter();
        string set = endpoint.AnalysisSets[0];
        ImmutableArray<ReportGroup> groups = context.ArmsAndTotal;
        Parameter? stratum = context.Protocol.FindParameter(endpoint.Stratum);
        var rows = new List<Row>();
        foreach ((string site, string name) in context.Protocol.Sites.Select(site => (site.Id, context.Label(site.Name))).Append(("all-sites", words.AllSites)))
        {
            rows.Add(CountRow(Cell.Text(new Words(name, Emphasis.Strong)), group => printer.Count(ResultPrinter.Id(endpoint.Id, set, group, site, StatisticName.Count))));
            foreach (CodedValue value in stratum?.Values ?? [])
            {
                rows.Add(CountRow(Cell.Indented(context.Label(value.Label)), group => printer.Count(ResultPrinter.Id(endpoint.Id, set, group, site, value.Value, StatisticName.Count))));
            }
        }

        Row CountRow(Cell label, Func<string, Inline> count) => new([label, .. groups.Select(group => Cell.Number(count(group.Code)))]);
        string stratumLabel = stratum is null ? endpoint.Stratum : context.Label(stratum.Label);
        return new Table($"enrolment-{endpoint.Id}", Line.Of(Sentence.Plain(words.EnrolmentCaption, Sentence.Inside(stratumLabel))), [4, .. groups.Select(_ => 1.4)],
            [Row.Header([Cell.Text(words.Site), .. Population.Headings(context, printer, set, groups)])], rows)
        {
            Notes = [Population.Note(context, set), .. printer.Footnotes()],
        };
    }
}
