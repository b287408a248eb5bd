namespace ReportPipeline.Functions;

/// <summary>GET / and GET /api/health/live: the program is up. Asks nothing of storage, so that the host never waits.</summary>
internal static class Liveness
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/", Answer).AllowAnonymous();
        app.MapGet("/api/health/live", Answer).AllowAnonymous();
    }

    private static IResult Answer() => TypedResults.Text("live");
}
