namespace ReportPipeline.Functions.Answers;

/// <summary>Marks a route outside /api/fhir whose errors are OperationOutcomes, too.</summary>
internal sealed class FhirErrors
{
    public static readonly FhirErrors Instance = new();
}
