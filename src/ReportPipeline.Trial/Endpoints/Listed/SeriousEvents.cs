using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Statistics;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints.Listed;

/// <summary>
/// Serious adverse events of the safety set, one by one and counted, each with its notification clock (analysis id <c>SAE</c>).
/// An event of grade 5 or with fatal outcome is serious whatever was reported (ICH E2A, II.B).
/// </summary>
public static class SeriousEvents
{
    public const string AnalysisId = "SAE";

    public const string Category = "category";
    public const string Term = "term";
    public const string Grade = "grade";
    public const string Onset = "onset";
    public const string Resolved = "resolved";
    public const string Relatedness = "relatedness";
    public const string Outcome = "outcome";
    public const string Received = "received";
    public const string Clock = "clock";
    public const string Due = "due";

    /// <summary>Statistic of a clock: <c>RUNNING</c> or <c>ENDED</c> at the data cut-off.</summary>
    public const string Standing = "standing";

    /// <summary>Statistic of a clock: <c>YES</c>, <c>NO</c> or <c>NOT-DECIDED</c>.</summary>
    public const string Applies = "applies";

    private const int Death = 5; // CTCAE

    public static void Analyse(AnalysisContext context, DateTimeOffset dataCutOff)
    {
        var set = context.SafetySet();
        var serious = context.Dataset.In(set).SelectMany(data => Of(data)).Select(item => VersionOf(item).Resource).ToHashSet();
        var versions = context.Dataset.SourceVersions.Values.Where(version => serious.Contains(version.Resource)).ToLookup(version => version.Resource);
        foreach (var (group, members) in context.Groups(set))
        {
            Count(context, new ResultPlace(AnalysisId, set, group, "events"), members);
        }

        foreach (var (group, members) in context.ArmGroups(set))
        {
            foreach (var data in members)
            {
                var events = Of(data);
                for (var index = 0; index < events.Length; index++)
                {
                    var place = new ResultPlace(AnalysisId, set, group, data.Subject.Subject.Value) { Level = (index + 1).ToString(CultureInfo.InvariantCulture), Sources = events[index].Sources };
                    List(context, place, events[index]);
                    TimeOut(context, place, events[index], First(events[index]));
                }
            }
        }

        void TimeOut(AnalysisContext scope, ResultPlace place, AdverseEventRecord item, DateTimeOffset received)
        {
            var site = scope.Protocol.FindSite(new SiteId(VersionOf(item).Site))!;
            var clock = NotificationClock.Of(item, received, site);
            scope.Table.Date(place, Received, clock.Received);
            scope.Table.Number(place, Clock, clock.Days, ResultMethod.In("d"));
            scope.Table.Date(place, Due, clock.Due);
            scope.Table.Text(place, Standing, clock.HasEnded(dataCutOff, site) ? "ENDED" : "RUNNING");
            scope.Table.Text(place, Applies, NotificationClock.Applies(item, scope.Protocol) switch { true => "YES", false => "NO", _ => "NOT-DECIDED" });
        }

        DateTimeOffset First(AdverseEventRecord item)
        {
            var version = VersionOf(item);
            return NotificationClock.FirstReceived(version, versions[version.Resource]);
        }

        SourceReference VersionOf(AdverseEventRecord item) => context.Dataset.SourceVersions[item.Sources[0]];
    }

    /// <summary>The subject's serious events, in order of onset.</summary>
    public static ImmutableArray<AdverseEventRecord> Of(SubjectData data) =>
        [.. data.AdverseEvents.Where(item => item.Serious == true || item.Fatal || item.Grade == Death)];

    private static void Count(AnalysisContext context, ResultPlace place, ImmutableArray<SubjectData> members)
    {
        var events = members.SelectMany(data => Of(data)).ToList();
        var affected = members.Where(data => !Of(data).IsEmpty).ToList();
        var at = place with { Sources = [.. events.SelectMany(item => item.Sources)] };
        context.Table.Number(at, StatisticName.Count, events.Count);
        new BinaryTally(affected.Count, members.Length, at.Sources).Write(context.Table, at with { Variable = "subjects" }, members.Length);
        foreach (var days in new[] { NotificationClock.LifeThreateningDays, NotificationClock.OtherDays })
        {
            var timed = events.Where(item => NotificationClock.Applies(item, context.Protocol) != false && NotificationClock.DaysOf(item) == days).ToList();
            var clock = at with { Variable = Clock, Level = days.ToString(CultureInfo.InvariantCulture), Sources = [.. timed.SelectMany(item => item.Sources)] };
            context.Table.Number(clock, StatisticName.Count, timed.Count);
        }
    }

    private static void List(AnalysisContext context, ResultPlace place, AdverseEventRecord item)
    {
        context.Table.Text(place, Category, item.Category);
        context.Table.Text(place, Term, item.Term);
        context.Table.Estimate(place, Grade, item.Grade is { } grade ? Estimable<double>.Of(grade) : ListedRows.NotKnown);
        context.Table.Day(place, Onset, item.OnsetDay);
        context.Table.Estimate(place, Resolved, item.ResolvedDay is { } day ? Estimable<double>.Of(day) : Estimable<double>.Not("no end date on record"), ResultMethod.In("d"));
        context.Table.Code(place, Relatedness, item.Relatedness);
        context.Table.Code(place, Outcome, item.Outcome);
    }
}
