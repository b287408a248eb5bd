using System.Globalization;
using ReportPipeline.Statistics;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints.Listed;

/// <summary>Rows of listings: a fact that was not sent is a row with its reason, never a row left out.</summary>
internal static class ListedRows
{
    public const string NotRecorded = "not recorded";

    public static Estimable<double> NotKnown { get; } = Estimable<double>.Not(NotRecorded);

    /// <summary>A trial day, or why there is none.</summary>
    public static void Day(this ResultTable table, ResultPlace place, string statistic, int? day) =>
        table.Estimate(place, statistic, day is { } known ? Estimable<double>.Of(known) : Estimable<double>.Not("the date is not known to the day"), ResultMethod.In("d"));

    /// <summary>A code, or that none was sent.</summary>
    public static void Code(this ResultTable table, ResultPlace place, string statistic, string? code)
    {
        if (code is null)
        {
            table.Estimate(place, statistic, NotKnown);
        }
        else
        {
            table.Text(place, statistic, code);
        }
    }

    /// <summary>A calendar date as ISO 8601, which every language prints in its own form.</summary>
    public static void Date(this ResultTable table, ResultPlace place, string statistic, DateOnly date) =>
        table.Text(place, statistic, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
