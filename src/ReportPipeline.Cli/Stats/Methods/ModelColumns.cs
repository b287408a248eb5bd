using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics.Models;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary>Covariates of a model: numbers as they are; a column of text as a factor, its first label the reference.</summary>
internal static class ModelColumns
{
    public const string Description =
        "Columns of the covariates, separated by commas. A column of text is a factor: one 0/1 covariate per label but the first (in numeric, else ordinal order), the reference.";

    public static ModelTerm Term(CsvColumn column, string? reference = null) => column.IsNumeric
        ? ModelTerm.Covariate(column.Name, column.Numbers)
        : ModelTerm.Factor(column.Name, column.Text(), reference ?? column.Labels[0]);

    /// <summary>Each factor with its reference level.</summary>
    public static void References(this ResultWriter result, IEnumerable<CsvColumn> columns)
    {
        CsvColumn[] factors = [.. columns.Where(column => !column.IsNumeric)];
        if (factors.Length == 0) return;
        result.List("factors", factors, factor =>
        {
            result.Text("name", factor.Name);
            result.Text("reference", factor.Labels[0]);
            result.Texts("labels", factor.Labels);
        });
    }
}
