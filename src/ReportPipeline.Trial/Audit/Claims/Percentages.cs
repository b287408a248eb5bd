namespace ReportPipeline.Trial.Audit.Claims;

/// <summary>
/// A printed percentage is 100 × events / subjects. Where it is not while the P value is one of those subjects, percentage and test use
/// different denominators; a total stated elsewhere that gives the percentage is named.
/// </summary>
internal static class Percentages
{
    public static IEnumerable<AuditFinding> Find(ClaimsFile file, ComparisonClaim claim)
    {
        foreach (var group in claim.Groups.Where(group => group.Percent is not null && group.Subjects > 0))
        {
            var (printed, percent) = (group.Percent!.Value, 100.0 * group.Events / group.Subjects);
            if (Printed.Covers(printed, percent))
            {
                continue;
            }

            var totals = file.Claims.OfType<SumClaim>()
                .Where(sum => sum.Total > 0 && Printed.Covers(printed, 100.0 * group.Events / sum.Total))
                .Select(sum => sum.Total)
                .Distinct()
                .ToList();
            var source = totals.Count == 0 ? string.Empty : FormattableString.Invariant($"; {group.Events}/{totals[0]} gives it");
            var sourceChinese = totals.Count == 0 ? string.Empty : FormattableString.Invariant($"；{group.Events}/{totals[0]}才得此值");
            yield return new AuditFinding(
                ComparisonP.Follows(claim) ? "PERCENT-AND-TEST-USE-DIFFERENT-DENOMINATORS" : "PERCENT-DOES-NOT-FOLLOW",
                AuditFinding.Say(
                    $"{group.Label}: {printed} % is printed, {group.Events}/{group.Subjects} subjects are {percent:F2} %{source}",
                    $"{group.Label}：所印为{printed}%，而{group.Events}/{group.Subjects}例为{percent:F2}%{sourceChinese}"),
                claim.Where,
                [claim.Id],
                AuditSeverity.Contradiction);
        }
    }
}
