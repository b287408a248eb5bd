using System.Collections.Immutable;
using ReportPipeline.Statistics;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>Paired values for which the test of unpaired samples comes to the other conclusion than the signed-rank test.</summary>
internal static class PairingThrownAway
{
    public static IEnumerable<AuditFinding> Find(AuditScope scope)
    {
        foreach (var endpoint in scope.Protocol.Endpoints.OfType<BeforeAfterEndpoint>().Where(endpoint => endpoint.UnpairedRankTest is not null))
        {
            foreach (var set in endpoint.AnalysisSets)
            {
                var members = scope.Arm(set, scope.Protocol.ExperimentalArm);
                foreach (var variable in endpoint.Variables)
                {
                    if (Compared(scope, endpoint, members, variable) is { } finding)
                    {
                        yield return finding with { Where = $"{endpoint.Id}/{set}/{variable}" };
                    }
                }
            }
        }
    }

    private static AuditFinding? Compared(AuditScope scope, BeforeAfterEndpoint endpoint, ImmutableArray<SubjectData> members, string variable)
    {
        var readings = members.Select(data => (Before: Reading(data, variable, endpoint.Before), After: Reading(data, variable, endpoint.After))).ToList();
        List<(FindingRecord Before, FindingRecord After)> pairs =
            [.. readings.Where(pair => pair is { Before: not null, After: not null }).Select(pair => (pair.Before!, pair.After!))];
        var test = endpoint.UnpairedRankTest!.Value;
        // Differences of decimals: equal ones stay equal and share their rank.
        var paired = RankTests.SignedRank([.. pairs.Select(pair => (double)(pair.After.AnalysisValue!.Value - pair.Before.AnalysisValue!.Value))], endpoint.RankTest).PValue;
        var unpaired = RankTests.RankSum([.. pairs.Select(pair => Value(pair.Before))], [.. pairs.Select(pair => Value(pair.After))], test).PValue;
        if (!paired.IsEstimable || !unpaired.IsEstimable || !Differ(paired, unpaired, scope.Protocol.SignificanceLevel))
        {
            return null;
        }

        var label = scope.Protocol.FindParameter(variable)!.Label;
        var all = All([.. readings.Select(pair => pair.Before).OfType<FindingRecord>()], [.. readings.Select(pair => pair.After).OfType<FindingRecord>()], pairs.Count, test);
        return new AuditFinding(
            "PAIRING-THROWN-AWAY",
            AuditFinding.Say(
                $"{label.English}: {pairs.Count} subjects have both values; rank-sum, which ignores the pairs, gives P {unpaired.Value:F4}, signed-rank P {paired.Value:F4}{all.English}",
                $"{label.SimplifiedChinese}：{pairs.Count}例受试者前后均有数值；忽略配对的秩和检验P {unpaired.Value:F4}，符号秩检验P {paired.Value:F4}{all.SimplifiedChinese}"),
            endpoint.Id,
            [.. pairs.Select(pair => pair.Before.Subject.Value).Order(StringComparer.Ordinal)],
            AuditSeverity.Contradiction)
        {
            Sources = [.. pairs.SelectMany(pair => pair.Before.Sources.Concat(pair.After.Sources))],
        };
    }

    /// <summary>Why the endpoint's own rank-sum row reads another P: it also ranks the values that have no partner.</summary>
    private static LocalizedText All(ImmutableArray<FindingRecord> before, ImmutableArray<FindingRecord> after, int pairs, RankTestChoice test)
    {
        var p = RankTests.RankSum([.. before.Select(Value)], [.. after.Select(Value)], test).PValue;
        return before.Length + after.Length == 2 * pairs || !p.IsEstimable
            ? new LocalizedText { English = string.Empty, SimplifiedChinese = string.Empty }
            : AuditFinding.Say(
                $"; the endpoint's own rank-sum row (P {p.Value:F4}) also ranks the values without a partner, {before.Length} before and {after.Length} after",
                $"；该终点自身的秩和检验行（P {p.Value:F4}）还包括无配对的数值，治疗前{before.Length}个、治疗后{after.Length}个");
    }

    private static bool Differ(Estimable<double> first, Estimable<double> second, double level) =>
        OutcomeCounts.IsBelow(first, level) != OutcomeCounts.IsBelow(second, level);

    private static FindingRecord? Reading(SubjectData data, string variable, string visit) =>
        data.FindingAt(variable, visit) is { AnalysisValue: not null } reading ? reading : null;

    private static double Value(FindingRecord reading) => (double)reading.AnalysisValue!.Value;
}
