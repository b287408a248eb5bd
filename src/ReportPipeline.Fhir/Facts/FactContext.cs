using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Fhir.Rules;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Fhir.Facts;

/// <summary>One resource while its facts are read: where it came from, and where its problems go.</summary>
internal sealed class FactContext(IngestEntry entry, SourceReference source, IssueList issues, List<DataQuery> queries)
{
    public IngestEntry Entry => entry;

    public Resource Resource => entry.Resource!;

    public string Path => entry.ResourcePath;

    public SourceReference Source => source;

    /// <summary>Who the record is about, once known.</summary>
    public SubjectLink? Link { get; set; }

    /// <summary>False for a record that the trial does not use: then nothing is asked about it, but what must be refused still is.</summary>
    public bool IsRelevant { get; set; } = true;

    public void Tell(IssueDefinition definition, string element) => TellAt(definition, Path + element);

    /// <param name="text">With what the protocol says about it; null for the definition's own text.</param>
    public void TellAt(IssueDefinition definition, string path, string? text = null)
    {
        if (IsRelevant || definition.Refuses)
        {
            issues.Add(definition, path, text);
        }
    }

    /// <summary>Tells the sender and opens a data query.</summary>
    /// <param name="about">Parameter, term or treatment code; never a value.</param>
    /// <param name="detail">What the protocol wants here, for the sender; null when the definition's own text says it.</param>
    public void Ask(IssueDefinition definition, string element, string? about, string? detail = null)
    {
        if (IsRelevant)
        {
            issues.Add(definition, Path + element, detail is null ? null : $"{definition.Text} {detail}");
            queries.Add(new DataQuery(definition.Code, Link?.Subject, source, about, definition.Text));
        }
    }
}
