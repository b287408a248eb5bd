using System.Text.Json;
using ReportPipeline.Tests;

namespace ReportPipeline.Statistics.Tests;

/// <summary>Named vectors that an R script stored under <c>tests/ReferenceData</c>.</summary>
internal sealed class ReferenceFile
{
    private readonly Dictionary<string, double[]> vectors;

    private ReferenceFile(Dictionary<string, double[]> vectors) => this.vectors = vectors;

    public IEnumerable<string> Names => vectors.Keys;

    public double[] this[string name] => vectors[name];

    public static ReferenceFile Load(params string[] parts) => Parse(File.ReadAllText(Repository.ReferenceData(parts)));

    public static ReferenceFile Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new ReferenceFile(document.RootElement.EnumerateObject().ToDictionary(
            property => property.Name,
            property => property.Value.EnumerateArray().Select(Number).ToArray()));
    }

    // JSON has no number for a value that R does not have: the scripts write "NA".
    private static double Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number ? element.GetDouble() : double.NaN;
}
