namespace ReportPipeline.Tests.Trail;

/// <summary>No route is forgotten: each leaves its line in the audit trail or stands on the list of those that need none, with the reason.</summary>
public sealed class RouteListTests : IDisposable
{
    private readonly DirectoryInfo keys = Directory.CreateTempSubdirectory("route-list-");

    public void Dispose() => keys.Delete(recursive: true);

    [Fact]
    public void Routes_OfTheProgram_AreAllJudged() => AppRoutes.All(keys.FullName).ShouldBe(
        [.. RouteTrail.Readings.Select(reading => reading.Route).Concat(RouteTrail.Writings.Keys).Concat(RouteTrail.Exceptions.Keys).Order(StringComparer.Ordinal)]);
}
