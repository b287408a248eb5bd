using ReportPipeline.Statistics.Tables;

namespace ReportPipeline.Trial.Audit.Claims;

/// <summary>A P value of a yes/no comparison that no counts at the stated sizes give, by Fisher, χ² or Yates; all counts are tried.</summary>
internal static class PossibleP
{
    public static IEnumerable<AuditFinding> Find(PValueClaim claim)
    {
        if (claim is not { P: { } printed, Subjects.Length: 2 } || AllTables(claim).Any(table => TableTests.Giving(printed, table).Any()))
        {
            yield break;
        }

        yield return new AuditFinding(
            "P-IMPOSSIBLE-AT-STATED-SIZES",
            AuditFinding.Say(
                $"no counts out of {claim.Subjects[0]} and {claim.Subjects[1]} give P {Printed.Text(printed)} by Fisher, χ² or Yates: other sizes or another test were used",
                $"{claim.Subjects[0]}例与{claim.Subjects[1]}例的任何计数，按Fisher、χ²或Yates检验均得不到P {Printed.Text(printed)}：必有缺失或使用了其他检验"),
            claim.Where,
            [claim.Id],
            AuditSeverity.Contradiction);
    }

    private static IEnumerable<ContingencyTable> AllTables(PValueClaim claim) =>
        from first in Enumerable.Range(0, claim.Subjects[0] + 1)
        from second in Enumerable.Range(0, claim.Subjects[1] + 1)
        select ContingencyTable.FromEvents(first, claim.Subjects[0], second, claim.Subjects[1]);
}
