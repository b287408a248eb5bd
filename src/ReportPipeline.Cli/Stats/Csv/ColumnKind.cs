namespace ReportPipeline.Cli.Stats.Csv;

/// <summary>What the cells of a column have to be.</summary>
internal enum ColumnKind
{
    /// <summary>Finite numbers.</summary>
    Number,

    /// <summary>Finite numbers, none negative.</summary>
    Time,

    /// <summary>0 or 1; 1 is the event, the opposite of CDISC's CNSR.</summary>
    Event,

    /// <summary>0 for censoring, or the number of a cause: 1, 2, …</summary>
    Cause,

    /// <summary>Labels, kept as they stand in the file.</summary>
    Category,

    /// <summary>Numbers; or, when no cell is a number, the labels of a factor.</summary>
    Covariate,
}

/// <summary>A column that a method reads.</summary>
/// <param name="Name">Its name in the header.</param>
/// <param name="Kind">What its cells have to be.</param>
internal sealed record ColumnRequest(string Name, ColumnKind Kind);
