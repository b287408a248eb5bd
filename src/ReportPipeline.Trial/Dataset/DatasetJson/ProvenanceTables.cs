using System.Collections.Immutable;
using System.Globalization;

namespace ReportPipeline.Trial.Dataset.DatasetJson;

/// <summary>The tables beside the analysis datasets: sources of subject-level variables, data queries, resource versions.</summary>
internal static class ProvenanceTables
{
    public static ImmutableArray<DatasetTable> Of(TrialDataset dataset) => [SubjectSources(dataset), Queries(dataset), Versions(dataset)];

    private static DatasetTable SubjectSources(TrialDataset dataset) => new(
        "ADSLSRC",
        "Sources of subject-level variables",
        [DatasetTables.Subject, new("VARIABLE", "Parameter code or variable", ColumnType.String), DatasetTables.Sources],
        [
            .. dataset.Subjects.SelectMany(data => data.Subject.Sources.Select(variable => ImmutableArray.Create<object?>(
                [data.Subject.Subject.Value, variable.Key, string.Join(' ', variable.Value)]))),
        ]);

    private static DatasetTable Queries(TrialDataset dataset) => new(
        "QUERIES",
        "Data queries",
        [
            new("QRYCODE", "Code of the question", ColumnType.String),
            DatasetTables.Subject,
            new("PARAMCD", "Parameter, term or treatment code", ColumnType.String),
            new("QRYTEXT", "What to do", ColumnType.String),
            new("ANSVER", "Resource version that answered it", ColumnType.String),
            DatasetTables.Sources,
        ],
        [
            .. dataset.Queries.Select(query => Row(query, null)),
            .. dataset.AnsweredQueries.Select(answered => Row(answered.Query, answered.Answer.VersionId)),
        ]);

    private static ImmutableArray<object?> Row(DataQuery query, string? answer) =>
        [query.Code, query.Subject?.Value, query.Parameter, query.Message, answer, query.Source.VersionId];

    private static DatasetTable Versions(TrialDataset dataset) => new(
        "SRCVERS",
        "Resource versions",
        [
            new("SITEID", "Study site identifier", ColumnType.String),
            new("BUNDLE", "SHA-256 of the accepted bundle", ColumnType.String),
            new("ENTRY", "Zero-based index of the entry in the bundle", ColumnType.Integer),
            new("RESTYPE", "FHIR resource type", ColumnType.String),
            new("RESKEY", "Pseudonym of the resource", ColumnType.String),
            new("RCVDTM", "When the bundle was accepted", ColumnType.DateTime),
            DatasetTables.Sources,
        ],
        [
            .. dataset.SourceVersions.Values.OrderBy(source => source.VersionId, StringComparer.Ordinal).Select(source => ImmutableArray.Create<object?>(
                [source.Site, source.BundleHash, source.EntryIndex, source.ResourceType, source.ResourceKey, Moment(source.ReceivedAt), source.VersionId])),
        ]);

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
