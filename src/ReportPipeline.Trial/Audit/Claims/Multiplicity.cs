using ReportPipeline.Statistics.Multiplicity;

namespace ReportPipeline.Trial.Audit.Claims;

/// <summary>Several P values below the level, no control of multiplicity, and some that Holm's procedure over all printed ones takes back.</summary>
internal static class Multiplicity
{
    public static IEnumerable<AuditFinding> Find(ClaimsFile file)
    {
        var tests = file.Claims.Where(claim => claim.P is not null).ToList();
        var significant = tests.Where(claim => IsSignificant(claim.P!, file.SignificanceLevel)).ToList();
        if (file.MultiplicityControl is not null || significant.Count < 2)
        {
            yield break;
        }

        // "P < .001" counts as .001, in the claim's disfavour, and only the tests called significant count, in its favour.
        var adjusted = PValueAdjustment.Holm([.. significant.Select(claim => (double)claim.P!.Value)]);
        var surviving = significant.Where((_, index) => adjusted[index] < file.SignificanceLevel).Select(claim => claim.Id).ToList();
        if (surviving.Count < significant.Count)
        {
            var names = surviving.Count == 0 ? "–" : string.Join(", ", surviving);
            yield return new AuditFinding(
                "NO-MULTIPLICITY-CONTROL",
                AuditFinding.Say(
                    $"{significant.Count} of {tests.Count} printed P values are below {file.SignificanceLevel} and nothing controls multiplicity; after Holm {surviving.Count} remain: {names}",
                    $"所印{tests.Count}个P值中有{significant.Count}个低于{file.SignificanceLevel}，未控制多重性；Holm校正后剩{surviving.Count}个：{names}"),
                file.Publication,
                [.. significant.Select(claim => claim.Id)],
                AuditSeverity.Contradiction);
        }
    }

    private static bool IsSignificant(PrintedP p, double level) => p.Below ? (double)p.Value <= level : (double)p.Value < level;
}
