using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Statistics.Survival;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary>The columns of a time to event, as the survival methods ask for them.</summary>
internal sealed record SurvivalColumns(ColumnOption Time, ColumnOption Event)
{
    public static SurvivalColumns Of(MethodCommand method) => new(
        method.Column("--time", ColumnKind.Time, "Column of the times to event or censoring; none negative."),
        method.Column("--event", ColumnKind.Event, "Column of the events: 1 observed, 0 censored (the opposite of CDISC's CNSR)."));

    public static SurvivalSample Sample(CsvColumn?[] columns) => SurvivalSample.Create(
        columns[0]!.Numbers, columns[1]!.Flags(), columns[2]?.Codes, columns.Length > 3 ? columns[3]?.Codes : null);
}
