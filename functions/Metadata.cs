namespace ReportPipeline.Functions;

/// <summary>GET /api/fhir/metadata: the CapabilityStatement, open to everyone.</summary>
internal static class Metadata
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/fhir/metadata", Answer).AllowAnonymous();

    private static IResult Answer() => TypedResults.Text("""{"resourceType":"CapabilityStatement"}""", "application/fhir+json");
}
