using System.Collections.Immutable;
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
        var sites = new Dictionary<string, (int Events, int Subjects)>(StringComparer.Ordinal);
        var sources = ImmutableArray.CreateBuilder<string>();
        foreach (var member in members)
        {
            var result = resultOf(member);
            if (result.HasOutcome is not { } has)
            {
                continue;
            }

            var (events, subjects) = sites.GetValueOrDefault(member.Subject.Site.Value);
            sites[member.Subject.Site.Value] = (events + (has ? 1 : 0), subjects + 1);
            sources.AddRange(result.Sources);
        }

        return new BinaryTally(sites.Values.Sum(site => site.Events), sites.Values.Sum(site => site.Subjects), sources.ToImmutable())
        {
            Sites = sites.ToImmutableDictionary(StringComparer.Ordinal),
        };
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
}
