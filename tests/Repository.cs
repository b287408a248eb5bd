using System.Reflection;

namespace ReportPipeline.Tests;

/// <summary>Finds files of the clone that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>ReportPipeline.sln</c>, with a trailing separator.</summary>
    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>The full path of a file below <c>tests/ReferenceData</c>.</summary>
    public static string ReferenceData(params string[] parts) =>
        Path.Combine([Root, "tests", "ReferenceData", .. parts]);

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);
}
