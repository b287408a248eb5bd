using System.Collections.Immutable;
using ReportPipeline.Trial;

namespace ReportPipeline.Fhir.Issues;

/// <summary>Collects issues up to a limit, so that no body can make an answer of unbounded size.</summary>
internal sealed class IssueList(int limit)
{
    private readonly List<IngestIssue> _issues = [];
    private readonly HashSet<IngestIssue> _known = [];
    private bool _cut;

    public void Add(IssueDefinition definition, string path, string? text = null)
    {
        if (_issues.Count < limit)
        {
            var issue = definition.At(path, text);
            if (_known.Add(issue))
            {
                _issues.Add(issue);
            }
        }
        else if (!_cut)
        {
            _cut = true;
            _issues.Add(BodyIssues.MoreIssues.At(""));
        }
    }

    /// <summary>True when something at the path or below it is refused.</summary>
    public bool RefusesAt(string path) => _issues.Exists(issue =>
        issue.Severity is IngestIssueSeverity.Error or IngestIssueSeverity.Fatal
        && (issue.FhirPath == path || issue.FhirPath.StartsWith(path + ".", StringComparison.Ordinal)));

    public ImmutableArray<IngestIssue> ToImmutable() => [.. _issues];
}
