using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ReportPipeline.Statistics.Tables;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Subjects with an outcome among those for whom it is known.</summary>
internal sealed record BinaryTally(int Events, int Subjects, ImmutableArray<string> Sources)
{
    /// <summary>Site id → events and subjects there.</summary>
    private ImmutableDictionary<string, (int Events, int Subjects)> Sites { get; init; } =
        ImmutableDictionary.Create<string, (int Events, int Subjects)>(StringComparer.Ordinal);

    /// <summary>Counts the members whose outcome is known.</summary>
    public static BinaryTally Of(IEnumerable<SubjectData> members, Func<SubjectData, SubjectResult> resultOf)
    {
        var counts = new Counter();
        foreach (var member in members)
        {
            counts.Add(member, resultOf(member));
        }

        return counts.ToTally();
    }

    /// <summary>A tally for each of <see cref="AnalysisContext.Groups"/>, in their order; everyone is asked once.</summary>
    public static ImmutableArray<GroupTally> OfGroups(AnalysisContext context, string analysisSet, Func<SubjectData, SubjectResult> resultOf)
    {
        var groups = context.Groups(analysisSet).ToList();
        var counters = groups.ConvertAll(_ => new Counter());
        foreach (var member in context.Dataset.In(analysisSet))
        {
            var result = resultOf(member);
            for (var index = 0; index < groups.Count; index++)
            {
                if (groups[index].Group == AnalysisContext.Total || groups[index].Group == member.Subject.Arm)
                {
                    counters[index].Add(member, result);
                }
            }
        }

        return [.. groups.Zip(counters, (group, counter) => new GroupTally(group.Group, group.Members, counter.ToTally()))];
    }

    /// <summary>The tally of one site; sources stay with the whole.</summary>
    public BinaryTally At(string site)
    {
        var (events, subjects) = Sites.GetValueOrDefault(site);
        return new BinaryTally(events, subjects, Sources);
    }

    /// <summary>Both groups as a table of outcomes, and the same site by site.</summary>
    public static ComparedCounts Compare(BinaryTally first, BinaryTally second, TrialProtocol protocol) => new(
        Table(first, second),
        [.. protocol.Sites.Select(site => Table(first.At(site.Id), second.At(site.Id)))]);

    /// <summary>Rows n, N, missing and percent.</summary>
    public void Write(ResultTable table, ResultPlace place, int members)
    {
        table.Number(place, StatisticName.Count, Events);
        table.Number(place, StatisticName.Denominator, Subjects);
        table.Number(place, StatisticName.Missing, members - Subjects);
        table.Estimate(place, StatisticName.Percent, Percent.Of(Events, Subjects), ResultMethod.In("%"));
    }

    private static ContingencyTable Table(BinaryTally first, BinaryTally second) =>
        ContingencyTable.FromEvents(first.Events, first.Subjects, second.Events, second.Subjects);

    private sealed class Counter
    {
        private readonly Dictionary<string, (int Events, int Subjects)> sites = new(StringComparer.Ordinal);
        private readonly ImmutableArray<string>.Builder sources = ImmutableArray.CreateBuilder<string>();

        public void Add(SubjectData member, SubjectResult result)
        {
            if (result.HasOutcome is not { } has)
            {
                return;
            }

            ref var site = ref CollectionsMarshal.GetValueRefOrAddDefault(sites, member.Subject.Site.Value, out _);
            site = (site.Events + (has ? 1 : 0), site.Subjects + 1);
            sources.AddRange(result.Sources);
        }

        public BinaryTally ToTally() => new(sites.Values.Sum(site => site.Events), sites.Values.Sum(site => site.Subjects), sources.ToImmutable())
        {
            Sites = sites.ToImmutableDictionary(StringComparer.Ordinal),
        };
    }
}

/// <summary>The tally of one group of an analysis set.</summary>
internal sealed record GroupTally(string Group, ImmutableArray<SubjectData> Members, BinaryTally Tally);
