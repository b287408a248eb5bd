namespace ReportPipeline.Functions.Ingest;

/// <summary>What the FHIR side says about a body.</summary>
/// <param name="Accepted">True when the body is to be kept and acknowledged.</param>
/// <param name="Status">HTTP status of the answer.</param>
/// <param name="Answer">The response Bundle, or the OperationOutcome that refuses; in the format of the body.</param>
internal sealed record BundleVerdict(bool Accepted, int Status, byte[] Answer);
