using System.Collections.Immutable;

namespace ReportPipeline.Trial.Dataset.DatasetJson;

/// <summary>Data types of CDISC Dataset-JSON 1.1 that the pipeline's tables use.</summary>
public enum ColumnType
{
    String,
    Integer,
    Double,
    Boolean,
    Date,
    DateTime,
}

/// <param name="Name">Variable name, for example USUBJID.</param>
/// <param name="Label">What the variable means.</param>
public sealed record DatasetColumn(string Name, string Label, ColumnType Type);

/// <summary>One dataset: every row has a value or null for every column.</summary>
/// <param name="Name">Dataset name, for example ADSL.</param>
public sealed record DatasetTable(
    string Name,
    string Label,
    ImmutableArray<DatasetColumn> Columns,
    ImmutableArray<ImmutableArray<object?>> Rows);
