using System.Collections.Immutable;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Ingest;

/// <summary>
/// Says which endpoints a bundle would make computable or break. Only the sender's own records are looked at: a hospital learns nothing
/// of another's, and no figure is told, only whether there is one.
/// </summary>
internal sealed class BundlePreview(ReceivedRecords received, RunSettings settings)
{
    /// <summary>Nothing for a bundle that is refused or says nothing about the trial.</summary>
    public async Task<ImmutableArray<IngestIssue>> OfAsync(IntakeResult result, CancellationToken cancellation)
    {
        if (!result.Accepted || result.Facts.IsEmpty)
            return [];
        var kept = await received.OfSiteAsync(result.Site, cancellation);
        // A bundle that was sent before is compared with the records without it.
        var before = new FactsOfBundles(
            [.. kept.Facts.Where(fact => fact.Source.BundleHash != result.BundleHash)],
            [.. kept.Queries.Where(query => query.Source.BundleHash != result.BundleHash)]);
        var after = FactsOfBundles.Of([before, new FactsOfBundles(result.Facts, result.Queries)]);
        var change = EndpointPreview.Compare(ContextOf(before, result.ReceivedAt), ContextOf(after, result.ReceivedAt));
        return [.. Issues(TrialIssues.EndpointsGained, change.Gained), .. Issues(TrialIssues.EndpointsLost, change.Lost)];
    }

    private AnalysisContext ContextOf(FactsOfBundles facts, DateTimeOffset now)
    {
        var (protocol, decisions) = (settings.Protocol.Protocol!, settings.Protocol.Decisions!);
        var dataset = DeriveDataset.From(protocol, decisions, facts.Facts, facts.Queries);
        return new AnalysisContext(protocol, decisions, dataset, new ResultTable()) { DataCutOff = now };
    }

    private static IEnumerable<IngestIssue> Issues(IssueDefinition definition, ImmutableArray<EndpointDefinition> endpoints) =>
        endpoints.IsEmpty ? [] : [definition.About(string.Join(", ", endpoints.Select(endpoint => endpoint.Id)))];
}
