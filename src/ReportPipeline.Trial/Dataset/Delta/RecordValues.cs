using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Trial.Dataset.DatasetJson;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Dataset.Delta;

/// <summary>One row's values with what the row is about.</summary>
/// <param name="Table">Dataset name.</param>
/// <param name="Item">Parameter, term, treatment or class code; the variable in ADSL.</param>
/// <param name="Values">Variable → value as text.</param>
internal sealed record RecordRow(string Table, string Item, ImmutableSortedDictionary<string, string?> Values);

/// <summary>The rows of a dataset by the resource version that they were derived from.</summary>
internal static class RecordValues
{
    // What a Patient resource alone can say; everything else of ADSL stands in ADFIND too.
    private static readonly (string Source, string[] Variables)[] OfPatient =
        [(SubjectVariables.Sex, ["SEX"]), (SubjectVariables.Death, ["DTHFL", "DTHDY"])];

    // The column that says what a row is about, of the tables whose rows are records of resources.
    private static readonly Dictionary<string, string> Items = new(StringComparer.Ordinal)
    {
        ["ADFIND"] = "PARAMCD",
        ["ADAE"] = "AETERM",
        ["ADEX"] = "EXTRT",
        ["ADCM"] = "CMCLAS",
        [DatasetTables.TimeToEventName] = "PARAMCD",
    };

    public static ILookup<string, RecordRow> ByVersion(TrialProtocol protocol, TrialDataset dataset)
    {
        var tables = DatasetTables.Of(protocol, dataset);
        return tables
            .Where(table => Items.ContainsKey(table.Name))
            .SelectMany(RowsOf)
            .Concat(RowsOfSubjects(tables.Single(table => table.Name == DatasetTables.SubjectLevelName), dataset))
            .ToLookup(row => row.Version, row => row.Row, StringComparer.Ordinal);
    }

    private static IEnumerable<(string Version, RecordRow Row)> RowsOf(DatasetTable table)
    {
        var (item, sources) = (ColumnOf(table, Items[table.Name]), table.Columns.Length - 1);
        foreach (var row in table.Rows)
        {
            var values = ImmutableSortedDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
            for (var column = 0; column < sources; column++)
            {
                values[table.Columns[column].Name] = Text(row[column]);
            }

            var record = new RecordRow(table.Name, Text(row[item]) ?? string.Empty, values.ToImmutable());
            foreach (var version in ((string)row[sources]!).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return (version, record);
            }
        }
    }

    private static IEnumerable<(string Version, RecordRow Row)> RowsOfSubjects(DatasetTable table, TrialDataset dataset)
    {
        foreach (var (row, data) in table.Rows.Zip(dataset.Subjects))
        {
            foreach (var (source, variables) in OfPatient)
            {
                var values = variables.ToImmutableSortedDictionary(
                    variable => variable, variable => Text(row[ColumnOf(table, variable)]), StringComparer.Ordinal);
                foreach (var version in data.Subject.SourcesOf(source))
                {
                    yield return (version, new RecordRow(table.Name, source, values));
                }
            }
        }
    }

    private static int ColumnOf(DatasetTable table, string variable) => Array.FindIndex([.. table.Columns], column => column.Name == variable);

    private static string? Text(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    };
}
