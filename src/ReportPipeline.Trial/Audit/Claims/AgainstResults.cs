using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Audit.Claims;

/// <summary>A printed number that the row of our results does not round to.</summary>
internal static class AgainstResults
{
    public static IEnumerable<AuditFinding> Find(Claim claim, AnalysisResults? results)
    {
        foreach (var row in results is null ? [] : claim.Against)
        {
            var found = results!.Find(row.Result);
            if (found?.Value is NumberValue number && Printed.Covers(row.Printed, number.Value))
            {
                continue;
            }

            var ours = found?.Value switch
            {
                NumberValue value => FormattableString.Invariant($"{value.Value:G6}"),
                NotEstimableValue reason => $"not estimable ({reason.Reason})",
                _ => "absent",
            };
            yield return new AuditFinding(
                "DIFFERS-FROM-DATA",
                AuditFinding.Say($"{Printed.Text(row.Printed)} is printed, {row.Result} is {ours}", $"所印为{Printed.Text(row.Printed)}，{row.Result}为{ours}"),
                claim.Where,
                [claim.Id],
                AuditSeverity.Contradiction);
        }
    }
}
