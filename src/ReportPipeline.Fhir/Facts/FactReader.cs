using System.Collections.Immutable;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Fhir.Facts;

/// <summary>What an accepted bundle says about the trial, and what it leaves open.</summary>
public sealed record FactSet(ImmutableArray<ClinicalFact> Facts, ImmutableArray<DataQuery> Queries);

/// <summary>
/// Reads the facts of stored bytes by examining them once more: what an entry was accepted for then, it is accepted for now,
/// because the judgement depends on nothing but the bytes, the site, the arrival time and the protocol.
/// </summary>
public sealed class FactReader(BundleIntake intake)
{
    /// <param name="body">Accepted bytes, exactly as stored.</param>
    /// <param name="receivedAt">The arrival time stored with them.</param>
    /// <returns>Nothing when the protocol in force refuses the bundle: a protocol that has become stricter must say so elsewhere.</returns>
    public FactSet Read(ReadOnlyMemory<byte> body, SiteId site, DateTimeOffset receivedAt)
    {
        var result = intake.Examine(new IntakeRequest(body, BundleFormats.Of(body.Span), site, receivedAt));
        return new FactSet(result.Facts, result.Queries);
    }
}
