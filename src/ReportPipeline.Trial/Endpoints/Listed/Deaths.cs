using ReportPipeline.Statistics;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints.Listed;

/// <summary>
/// Every reported death of the safety set with its day, the last dose before it and the events of grade 5 or with fatal outcome
/// (analysis id <c>DEATHS</c>). Unlike the survival analysis it counts deaths after the end of follow-up and deaths without a day.
/// </summary>
public static class Deaths
{
    public const string AnalysisId = "DEATHS";

    public const string Day = "day";
    public const string LastDose = "last-dose";
    public const string SinceLastDose = "since-last-dose";

    public static void Analyse(AnalysisContext context)
    {
        var set = context.SafetySet();
        foreach (var (group, members) in context.Groups(set))
        {
            var dead = members.Where(data => data.Subject.Death is not null).ToList();
            var place = new ResultPlace(AnalysisId, set, group, "deaths") { Sources = [.. dead.SelectMany(data => data.Subject.SourcesOf(SubjectVariables.Death))] };
            context.Table.Number(place, StatisticName.Count, dead.Count);
            context.Table.Number(place, StatisticName.Denominator, members.Length);
        }

        foreach (var (group, members) in context.ArmGroups(set))
        {
            foreach (var data in members.Where(data => data.Subject.Death is not null))
            {
                List(context, data, new ResultPlace(AnalysisId, set, group, data.Subject.Subject.Value));
            }
        }
    }

    private static void List(AnalysisContext context, SubjectData data, ResultPlace place)
    {
        var death = place.At("death") with { Sources = data.Subject.SourcesOf(SubjectVariables.Death) };
        context.Table.Day(death, Day, data.Subject.Death!.Day);
        var last = data.Exposures.Where(dose => dose is { Day: not null, Status: not DoseStatus.NotGiven }).MaxBy(dose => dose.Day);
        var dose = death with { Sources = [.. death.Sources, .. last?.Sources ?? []] };
        context.Table.Estimate(dose, LastDose, last?.Day is { } day ? Estimable<double>.Of(day) : Estimable<double>.Not("no dose with a date"), ResultMethod.In("d"));
        context.Table.Estimate(dose, SinceLastDose, SinceLast(data.Subject.Death.Day, last?.Day), ResultMethod.In("d"));
    }

    /// <summary>Calendar days; there is no trial day 0 (SDTM).</summary>
    private static Estimable<double> SinceLast(int? death, int? dose) => (death, dose) switch
    {
        ({ } end, { } start) => Estimable<double>.Of((end > 0 && start < 0 ? end - 1 : end) - start),
        _ => Estimable<double>.Not("the date is not known to the day"),
    };
}
