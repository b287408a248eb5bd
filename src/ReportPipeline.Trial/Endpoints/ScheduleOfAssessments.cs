using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>
/// Planned doses and expected assessments against those done. Due: who is alive on the planned day, once the visit's window has
/// passed or the thing is done.
/// </summary>
public static class ScheduleOfAssessments
{
    public static void Analyse(ScheduleEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var visit in context.Protocol.Visits)
            {
                foreach (var treatment in context.Protocol.Treatments.Where(treatment => treatment.PlannedDoses.Any(plan => plan.Visit == visit.Id)))
                {
                    Write(endpoint, context, (set, treatment.Code, visit), data => data.Subject.Arm == treatment.Arm ? Dose(data, treatment, visit) : null);
                }

                foreach (var parameter in context.Protocol.Parameters.Where(parameter => parameter.ExpectedAt.Contains(visit.Id)))
                {
                    Write(endpoint, context, (set, parameter.Code, visit), data => Assessment(data, parameter, visit));
                }
            }
        }
    }

    private static void Write(
        ScheduleEndpoint endpoint, AnalysisContext context, (string Set, string Variable, Visit Visit) item, Func<SubjectData, SubjectResult?> doneBy)
    {
        foreach (var (group, _, tally) in BinaryTally.OfGroups(
            context, item.Set, data => doneBy(data) is { } done && IsDue(context, data, item.Visit, done.HasOutcome == true) ? done : new SubjectResult(null, [])))
        {
            var place = new ResultPlace(endpoint.Id, item.Set, group, item.Variable) { Level = item.Visit.Id, Sources = tally.Sources };
            context.Table.Number(place, StatisticName.Count, tally.Events);
            context.Table.Number(place, StatisticName.Denominator, tally.Subjects);
            context.Table.Number(place, StatisticName.Missing, tally.Subjects - tally.Events);
            context.Table.Estimate(place, StatisticName.Percent, Percent.Of(tally.Events, tally.Subjects, "nobody was due"), ResultMethod.In("%"));
        }
    }

    private static SubjectResult Dose(SubjectData data, Treatment treatment, Visit visit) => SubjectResult.Having(
        data.Exposures.AsSpan(), dose => dose.Treatment == treatment.Code && dose.Visit == visit.Id && dose.Status != DoseStatus.NotGiven, dose => dose.Sources);

    private static SubjectResult Assessment(SubjectData data, Parameter parameter, Visit visit) => SubjectResult.Having<FindingRecord>(
        data.FindingsOf(parameter.Code), finding => finding.Visit == visit.Id && finding.MissingReason is null, finding => finding.Sources);

    private static bool IsDue(AnalysisContext context, SubjectData data, Visit visit, bool done)
    {
        if (data.Subject.Death is { Day: var day } && !(day >= visit.Day))
        {
            return false;
        }

        return done || (data.Subject.Enrolment is { } enrolment
            && DeriveCompleteness.TrialDayOf(context.Protocol, data.Subject.Site, enrolment, context.DataCutOff) > visit.ToDay);
    }
}
