using ReportPipeline.Statistics.Tables;

namespace ReportPipeline.Trial.Audit.Claims;

/// <summary>The printed P value is that of the named test on the stated counts.</summary>
internal static class ComparisonP
{
    /// <summary>True when there is a P value and it is that of the named test.</summary>
    public static bool Follows(ComparisonClaim claim) =>
        claim is { P: { } printed, Test: { } test, Groups.Length: 2 } && TableTests.P(test, Table(claim)) is { IsEstimable: true } p && Printed.Covers(printed, p.Value);

    public static IEnumerable<AuditFinding> Find(ClaimsFile file, ComparisonClaim claim)
    {
        if (claim is not { P: { } printed, Test: { } test, Groups.Length: 2 } || Follows(claim))
        {
            yield break;
        }

        var p = TableTests.P(test, Table(claim));
        var value = p.IsEstimable ? FormattableString.Invariant($"{p.Value:F4}") : p.Reason!;
        var others = string.Join(", ", TableTests.Giving(printed, Table(claim)));
        var named = others.Length == 0 ? string.Empty : $" ({others})";
        yield return new AuditFinding(
            "P-DOES-NOT-FOLLOW-FROM-COUNTS",
            AuditFinding.Say($"P {Printed.Text(printed)} is printed, the named test gives {value}{named}", $"所印P为{Printed.Text(printed)}，所述检验得{value}{named}"),
            claim.Where,
            [claim.Id],
            AuditSeverity.Contradiction);
    }

    public static ContingencyTable Table(ComparisonClaim claim) =>
        ContingencyTable.FromEvents(claim.Groups[0].Events, claim.Groups[0].Subjects, claim.Groups[1].Events, claim.Groups[1].Subjects);
}
