using System.Globalization;
using ReportPipeline.Statistics;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints.Listed;

/// <summary>
/// What happened to each subject of the full analysis set, fact by fact (analysis id <c>PROFILE</c>): who it is in three traits,
/// doses, symptoms per day, and how follow-up ended. Narratives and the swimmer plot print these rows.
/// </summary>
public static class SubjectProfiles
{
    public const string AnalysisId = "PROFILE";

    /// <summary>Statistic of a trait: age in years, <c>MALE</c> or <c>FEMALE</c>, a coded stratum.</summary>
    public const string Value = "value";

    public const string Age = "age";
    public const string Sex = "sex";
    public const string Dose = "dose";
    public const string Treatment = "treatment";
    public const string Status = "status";
    public const string Symptoms = "symptoms";

    /// <summary>Level of the end of follow-up, with statistics <see cref="Day"/> and <see cref="Outcome"/>.</summary>
    public const string End = "end";

    /// <summary>Trial day.</summary>
    public const string Day = "day";

    /// <summary><c>DIED</c>, <c>COMPLETED</c> or <c>LOST</c>.</summary>
    public const string Outcome = "outcome";

    public static void Analyse(AnalysisContext context)
    {
        var set = context.Protocol.AnalysisSets[0].Id;
        foreach (var (group, members) in context.ArmGroups(set))
        {
            foreach (var data in members)
            {
                Write(context, data, new ResultPlace(AnalysisId, set, group, data.Subject.Subject.Value));
            }
        }
    }

    private static void Write(AnalysisContext context, SubjectData data, ResultPlace place)
    {
        Traits(context, data.Subject, place);
        var doses = data.Exposures.OrderBy(dose => dose.Day ?? int.MaxValue).ToList();
        for (var index = 0; index < doses.Count; index++)
        {
            var at = place.At(string.Create(CultureInfo.InvariantCulture, $"{Dose}/{index + 1}")) with { Sources = doses[index].Sources };
            context.Table.Text(at, Treatment, doses[index].Treatment);
            context.Table.Text(at, Status, CodeOf(doses[index].Status));
            context.Table.Day(at, Day, doses[index].Day);
        }

        foreach (var day in SymptomReadings(context.Protocol, data).GroupBy(reading => reading.Finding.Day!.Value).OrderBy(day => day.Key))
        {
            var at = place.At(string.Create(CultureInfo.InvariantCulture, $"{Symptoms}/{day.Key}")) with { Sources = [.. day.SelectMany(reading => reading.Finding.Sources)] };
            context.Table.Number(at, StatisticName.Count, day.Count(reading => reading.Present));
            context.Table.Day(at, Day, day.Key);
        }

        FollowUpRows(context, data, place.At(End));
    }

    private static void Traits(AnalysisContext context, SubjectRecord subject, ResultPlace place)
    {
        var age = place.At(Age) with { Sources = subject.SourcesOf(context.Protocol.SubjectLevel.Age) };
        context.Table.Estimate(age, Value, subject.Age is { } years ? Estimable<double>.Of((double)years) : ListedRows.NotKnown, ResultMethod.In("a"));
        context.Table.Text(place.At(Sex) with { Sources = subject.SourcesOf(SubjectVariables.Sex) }, Value, subject.Sex.ToString().ToUpperInvariant());
        foreach (var (parameter, value) in subject.Strata)
        {
            context.Table.Text(place.At(parameter) with { Sources = subject.SourcesOf(parameter) }, Value, value);
        }
    }

    /// <summary>Readings of the parameters that the protocol follows as findings over time, one per visit.</summary>
    private static IEnumerable<(FindingRecord Finding, bool Present)> SymptomReadings(TrialProtocol protocol, SubjectData data) =>
        from endpoint in protocol.Endpoints.OfType<FindingsOverTimeEndpoint>().Take(1)
        from finding in data.Findings
        where endpoint.Variables.Contains(finding.Parameter) && finding is { RepresentsVisit: true, Day: not null, CodedValue: not null }
        select (finding, finding.CodedValue == endpoint.Value);

    private static void FollowUpRows(AnalysisContext context, SubjectData data, ResultPlace place)
    {
        var end = DeriveDisposition.From(data.Subject, context.Protocol).End;
        var at = place with { Sources = data.Subject.SourcesOf(SubjectVariables.Death, SubjectVariables.LastKnownAlive) };
        context.Table.Text(at, Outcome, end.ToString().ToUpperInvariant());
        var last = end == FollowUpEnd.Died ? data.Subject.Death!.Day : data.Subject.LastKnownAliveDay;
        context.Table.Day(at, Day, last is { } day ? Math.Min(day, context.Protocol.FollowUpDays) : null);
    }

    private static string CodeOf(DoseStatus status) => status switch
    {
        DoseStatus.Given => "GIVEN",
        DoseStatus.Partial => "PARTIAL",
        _ => "NOT_GIVEN",
    };
}
