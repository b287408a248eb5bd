using System.Collections.Immutable;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>Compares the assessments that the protocol expects with those received, per subject and visit.</summary>
public static class DeriveCompleteness
{
    /// <param name="dataCutOff">Up to when data were received; its calendar day in the site's zone decides what is due.</param>
    public static SubjectCompleteness From(TrialProtocol protocol, SubjectData data, DateTimeOffset dataCutOff)
    {
        if (data.Subject.Enrolment is not { } enrolment)
        {
            return new SubjectCompleteness(data.Subject.Subject, false, []);
        }

        var today = TrialDayOf(protocol, data.Subject.Site, enrolment, dataCutOff);
        var visits = protocol.Visits
            .Select(visit => (Visit: visit, Expected: protocol.Parameters.Where(parameter => parameter.ExpectedAt.Contains(visit.Id)).ToList()))
            .Where(item => item.Expected.Count > 0)
            .Select(item => Compare(item.Visit, item.Expected, data, today));
        return new SubjectCompleteness(data.Subject.Subject, true, [.. visits]);
    }

    private static VisitCompleteness Compare(Visit visit, List<Parameter> expected, SubjectData data, int today)
    {
        var records = data.Findings.Where(finding => finding.Visit == visit.Id).ToLookup(finding => finding.Parameter);
        var received = expected.Count(parameter => records[parameter.Code].Any(record => record.MissingReason is null));
        ImmutableArray<string> absent =
            [.. expected.Where(parameter => records[parameter.Code].Any() && records[parameter.Code].All(record => record.MissingReason is not null)).Select(parameter => parameter.Code)];
        ImmutableArray<string> outstanding =
            [.. expected.Where(parameter => !records[parameter.Code].Any()).Select(parameter => parameter.Code)];
        var standing = Standing(visit, outstanding, data.Subject.Death, today);
        return new VisitCompleteness(
            visit.Id, standing, expected.Count, received, absent, standing == VisitStanding.Incomplete ? outstanding : []);
    }

    private static VisitStanding Standing(Visit visit, ImmutableArray<string> outstanding, Death? death, int today)
    {
        if (outstanding.IsEmpty)
        {
            return VisitStanding.Complete;
        }

        if (death is { Day: { } day } && day <= visit.ToDay)
        {
            return VisitStanding.NotExpected;
        }

        return today > visit.ToDay ? VisitStanding.Incomplete : VisitStanding.NotDue;
    }

    /// <summary>The trial day of a moment in the site's time zone. Trial days have no day 0 (SDTM).</summary>
    internal static int TrialDayOf(TrialProtocol protocol, SiteId site, DateOnly enrolment, DateTimeOffset moment)
    {
        var days = protocol.FindSite(site)!.DayOf(moment).DayNumber - enrolment.DayNumber;
        return days >= 0 ? days + 1 : days;
    }
}
