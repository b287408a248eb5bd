using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>
/// Shift tables: subjects by the category of their baseline value against the lowest and, apart from it, the highest category after
/// baseline. All values after the window of the baseline visit count, also those between visits, so that no excursion is lost. A direction that
/// the reference range does not bound is not counted.
/// </summary>
public static class LaboratoryShifts
{
    /// <summary>First part of the level: subjects by baseline alone.</summary>
    public const string Baseline = "baseline";

    /// <summary>First part of the level: against the lowest category after baseline.</summary>
    public const string Lowest = "lowest";

    /// <summary>First part of the level: against the highest category after baseline.</summary>
    public const string Highest = "highest";

    public const string Low = "LOW";
    public const string Normal = "NORMAL";
    public const string High = "HIGH";

    /// <summary>Category of a subject without a value.</summary>
    public const string Missing = "MISSING";

    private static readonly ResultMethod Counted = new(
        Convention: "categories of the reference range, its limits included; lowest and highest category of all values after the baseline window");

    /// <summary>Directions that the range bounds.</summary>
    public static ImmutableArray<string> Directions(ReferenceRange range) =>
        [.. range.Low is null ? [] : (string[])[Lowest], .. range.High is null ? [] : (string[])[Highest]];

    /// <summary>Categories that the range tells apart, ascending, and <see cref="Missing"/>.</summary>
    public static ImmutableArray<string> Categories(ReferenceRange range) =>
    [
        .. range.Low is null ? [] : (string[])[Low], Normal,
        .. range.High is null ? [] : (string[])[High], Missing,
    ];

    public static void Analyse(LaboratoryShiftEndpoint endpoint, AnalysisContext context)
    {
        var baseline = context.Protocol.Visits.First(visit => visit.Baseline);
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var variable in endpoint.Variables)
            {
                var range = context.Protocol.FindParameter(variable)!.ReferenceRange!;
                foreach (var (group, members) in context.Groups(set))
                {
                    var place = new ResultPlace(endpoint.Id, set, group, variable);
                    Count(context, place, range, [.. members.Select(data => Course.Of(data, variable, range, baseline))]);
                }
            }
        }
    }

    private static void Count(AnalysisContext context, ResultPlace place, ReferenceRange range, ImmutableArray<Course> courses)
    {
        var categories = Categories(range);
        foreach (var before in categories)
        {
            var from = courses.Where(course => course.Before == before).ToList();
            Write(context, place.At($"{Baseline}/{before}"), from);
            foreach (var direction in Directions(range))
            {
                foreach (var after in categories)
                {
                    Write(context, place.At($"{direction}/{before}/{after}"), [.. from.Where(course => course.After(direction) == after)]);
                }
            }
        }
    }

    private static void Write(AnalysisContext context, ResultPlace place, List<Course> counted) => context.Table.Number(
        place with { Sources = [.. context.MembershipSources(counted.Select(course => course.Data)), .. counted.SelectMany(course => course.Sources)] },
        StatisticName.Count,
        counted.Count,
        Counted);

    private static string Code(RangeCategory category) => category switch
    {
        RangeCategory.Low => Low,
        RangeCategory.High => High,
        _ => Normal,
    };

    /// <summary>One subject's categories and the records they come from.</summary>
    private sealed record Course(SubjectData Data, string Before, ImmutableArray<RangeCategory> Later, ImmutableArray<string> Sources)
    {
        public static Course Of(SubjectData data, string variable, ReferenceRange range, Visit baseline)
        {
            var valued = data.FindingsOf(variable).Where(finding => finding.AnalysisValue is not null).ToList();
            var before = valued.Find(finding => finding.IsBaseline);
            var later = valued.Where(finding => finding.Day > baseline.ToDay).ToList();
            RangeCategory Category(FindingRecord finding) => range.CategoryOf(finding.AnalysisValue!.Value, finding.Comparator);
            return new Course(
                data,
                before is null ? Missing : Code(Category(before)),
                [.. later.Select(Category)],
                [.. before?.Sources ?? [], .. later.SelectMany(finding => finding.Sources)]);
        }

        // Categories ascend with the values: the lowest value has the lowest category.
        public string After(string direction) =>
            Later.IsEmpty ? Missing : Code(direction == Lowest ? Later.Min() : Later.Max());
    }
}
