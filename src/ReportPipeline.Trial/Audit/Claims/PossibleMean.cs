using ReportPipeline.Statistics.Descriptive;

namespace ReportPipeline.Trial.Audit.Claims;

/// <summary>Whether whole numbers of the stated subjects can have the printed mean and standard deviation (GRIM, GRIMMER).</summary>
internal static class PossibleMean
{
    public static IEnumerable<AuditFinding> Find(MeanClaim claim)
    {
        if (!claim.WholeNumbers)
        {
            yield break;
        }

        if (!IsPossible(claim, claim.Subjects))
        {
            var possible = Enumerable.Range(2, Math.Clamp(claim.Subjects - 2, 0, 1000)).Where(n => IsPossible(claim, n)).ToList();
            var sizes = possible.Count == 0 ? "–" : string.Join(", ", possible);
            yield return new AuditFinding(
                "MEAN-IMPOSSIBLE-AT-STATED-SIZE",
                AuditFinding.Say(
                    $"{Values(claim)} cannot come from {claim.Subjects} whole numbers; fewer subjects that could give it: {sizes}",
                    $"{claim.Subjects}个整数得不到{Values(claim)}；可得此值的较小例数：{sizes}"),
                claim.Where,
                [claim.Id],
                AuditSeverity.Contradiction);
        }
    }

    private static bool IsPossible(MeanClaim claim, int subjects)
    {
        var mean = Grim.MeanIsPossible(claim.Mean, subjects);
        var deviation = claim.StandardDeviation is { } printed ? Grim.StandardDeviationIsPossible(claim.Mean, printed, subjects) : mean;
        return mean is { IsEstimable: true, Value: true } && deviation is { IsEstimable: true, Value: true };
    }

    private static string Values(MeanClaim claim) => claim.StandardDeviation is { } deviation
        ? FormattableString.Invariant($"{claim.Mean} ± {deviation}")
        : FormattableString.Invariant($"{claim.Mean}");
}
