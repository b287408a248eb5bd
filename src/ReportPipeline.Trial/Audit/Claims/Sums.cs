namespace ReportPipeline.Trial.Audit.Claims;

/// <summary>The printed total is the sum of the printed parts.</summary>
internal static class Sums
{
    public static IEnumerable<AuditFinding> Find(SumClaim claim)
    {
        var sum = claim.Parts.Aggregate(System.Numerics.BigInteger.Zero, (total, part) => total + part);
        if (sum != claim.Total)
        {
            yield return new AuditFinding(
                "SUM-DOES-NOT-FOLLOW",
                AuditFinding.Say($"the parts add up to {sum}, printed is {claim.Total}", $"各部分之和为{sum}，所印为{claim.Total}"),
                claim.Where,
                [claim.Id],
                AuditSeverity.Contradiction);
        }
    }
}
