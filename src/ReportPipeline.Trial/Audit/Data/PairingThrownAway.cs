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
                    var pairs = members
                        .Select(data => (Before: Value(data, variable, endpoint.Before), After: Value(data, variable, endpoint.After)))
                        .Where(pair => pair is { Before: not null, After: not null })
                        .Select(pair => (Before: pair.Before!.Value, After: pair.After!.Value))
                        .ToList();
                    var paired = RankTests.SignedRank([.. pairs.Select(pair => (double)(pair.After - pair.Before))], endpoint.RankTest).PValue;
                    var unpaired = RankTests.RankSum([.. pairs.Select(pair => (double)pair.Before)], [.. pairs.Select(pair => (double)pair.After)], endpoint.UnpairedRankTest!.Value).PValue;
                    if (paired.IsEstimable && unpaired.IsEstimable && Differ(paired, unpaired, scope.Protocol.SignificanceLevel))
                    {
                        var label = scope.Protocol.FindParameter(variable)!.Label;
                        yield return new AuditFinding(
                            "PAIRING-THROWN-AWAY",
                            AuditFinding.Say(
                                $"{label.English}: {pairs.Count} subjects have both values; rank-sum, which ignores the pairs, gives P {unpaired.Value:F4}, signed-rank P {paired.Value:F4}",
                                $"{label.SimplifiedChinese}：{pairs.Count}例受试者前后均有数值；忽略配对的秩和检验P {unpaired.Value:F4}，符号秩检验P {paired.Value:F4}"),
                            $"{endpoint.Id}/{set}/{variable}",
                            [],
                            AuditSeverity.Contradiction);
                    }
                }
            }
        }
    }

    private static bool Differ(Estimable<double> first, Estimable<double> second, double level) =>
        OutcomeCounts.IsBelow(first, level) != OutcomeCounts.IsBelow(second, level);

    private static decimal? Value(SubjectData data, string variable, string visit) =>
        data.FindingAt(variable, visit)?.AnalysisValue;
}
