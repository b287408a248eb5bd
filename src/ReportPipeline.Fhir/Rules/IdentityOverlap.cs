using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Rules;

/// <summary>R4: if the identities of two entries of a transaction overlap, resolved conditions included, it fails.</summary>
internal static class IdentityOverlap
{
    public static void Check(IngestType type, IReadOnlyList<IngestEntry> entries, IssueList issues)
    {
        if (type == IngestType.Batch)
        {
            return;
        }

        var seen = new Dictionary<(string Type, string Id), int>();
        foreach (var entry in entries.Where(entry => entry.IsNamed && entry.Resource is not null))
        {
            if (!seen.TryAdd((entry.Resource!.TypeName, entry.LogicalId!), entry.Index))
            {
                var first = ElementPath.Entry(seen[(entry.Resource.TypeName, entry.LogicalId!)]);
                issues.Add(RequestIssues.IdentityOverlap, entry.Path, $"{RequestIssues.IdentityOverlap.Text} The first is {first}.");
            }
        }
    }
}
