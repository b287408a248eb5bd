using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Dataset.DatasetJson;

/// <summary>
/// Makes the dataset again from its tables, so that an analysis can start from a stored snapshot. What the tables repeat
/// (membership of analysis sets, disposition, change from baseline) is not read but follows from the rest.
/// </summary>
public static class DatasetReader
{
    /// <param name="protocol">The protocol that the tables were laid out by.</param>
    /// <param name="tables">The tables of a dataset, or of a part of it; one that is absent has no rows.</param>
    /// <exception cref="System.Text.Json.JsonException">A column is missing.</exception>
    public static DatasetContent Read(TrialProtocol protocol, IEnumerable<DatasetTable> tables)
    {
        var stored = tables.ToDictionary(table => table.Name, TableRow.Of, StringComparer.Ordinal);
        IReadOnlyList<TableRow> Rows(string table) => stored.GetValueOrDefault(table, []);
        var versions = Rows("SRCVERS").Select(Version).ToImmutableArray();
        var version = versions.ToDictionary(source => source.VersionId, StringComparer.Ordinal);
        var sources = Rows("ADSLSRC").ToLookup(row => row.Text("USUBJID")!, StringComparer.Ordinal);
        var findings = BySubject(Rows("ADFIND"), RecordReader.Finding);
        var events = BySubject(Rows("ADAE"), RecordReader.AdverseEvent);
        var doses = BySubject(Rows("ADEX"), RecordReader.Exposure);
        var treatments = BySubject(Rows("ADCM"), RecordReader.ConcomitantTreatment);
        var survival = BySubject(Rows("ADTTE"), RecordReader.TimeToEvent);
        var queries = Rows("QUERIES").Select(row => (Query: Query(row, version), Answer: row.Text("ANSVER"))).ToList();
        var asked = queries.Where(item => item.Query.Subject is not null).ToLookup(item => item.Query.Subject!.Value);
        ImmutableArray<SubjectData> subjects =
        [
            .. Rows(DatasetTables.SubjectLevelName).Select(row => RecordReader.Subject(protocol, row, sources[row.Text("USUBJID")!])).Select(subject => new SubjectData
            {
                Subject = subject,
                Findings = [.. findings[subject.Subject]],
                AdverseEvents = [.. events[subject.Subject]],
                Exposures = [.. doses[subject.Subject]],
                ConcomitantTreatments = [.. treatments[subject.Subject]],
                Survival = survival[subject.Subject].SingleOrDefault(),
                Queries = [.. asked[subject.Subject].Where(item => item.Answer is null).Select(item => item.Query)],
            }),
        ];
        return new DatasetContent(subjects, [.. queries.Where(item => item.Answer is null).Select(item => item.Query)], versions)
        {
            AnsweredQueries = [.. queries.Where(item => item.Answer is not null).Select(item => new AnsweredQuery(item.Query, version[item.Answer!]))],
        };
    }

    private static ILookup<SubjectId, T> BySubject<T>(IEnumerable<TableRow> rows, Func<TableRow, T> read) =>
        rows.ToLookup(row => row.Subject!.Value, read);

    private static DataQuery Query(TableRow row, Dictionary<string, SourceReference> versions) =>
        new(row.Text("QRYCODE")!, row.Subject, versions[row.Text("SRCVER")!], row.Text("PARAMCD"), row.Text("QRYTEXT")!);

    private static SourceReference Version(TableRow row) => new(
        row.Text("SITEID")!,
        row.Text("BUNDLE")!,
        row.Integer("ENTRY")!.Value,
        row.Text("RESTYPE")!,
        row.Text("RESKEY")!,
        row.Text("SRCVER")!,
        row.Moment("RCVDTM")!.Value);
}
