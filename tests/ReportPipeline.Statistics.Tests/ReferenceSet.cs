using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ReportPipeline.Tests;

namespace ReportPipeline.Statistics.Tests;

/// <summary>Numbers that an R script beside them computed; the script can be run again to recompute every one.</summary>
internal sealed class ReferenceSet
{
    private readonly string[] name;
    private readonly JsonElement values;

    private ReferenceSet(string[] name, JsonElement values) => (this.name, this.values) = (name, values);

    /// <param name="name">Folders below tests/ReferenceData and the name shared by the script and its output.</param>
    public static ReferenceSet Load(params string[] name) => new(name, Read(PathOf(name, ".json")));

    public double Number(string key) => values.GetProperty(key).GetDouble();

    public double[] Vector(string key) => [.. values.GetProperty(key).EnumerateArray().Select(e => e.GetDouble())];

    public string[] Words(string key) => [.. values.GetProperty(key).EnumerateArray().Select(e => e.GetString()!)];

    /// <summary>One entry of a vector or, with more indices, of a matrix; null where R has none.</summary>
    public double? Optional(string key, params int[] indices)
    {
        var entry = indices.Aggregate(values.GetProperty(key), (element, index) => element[index]);
        return entry.ValueKind == JsonValueKind.Null ? null : entry.GetDouble();
    }

    /// <summary>A matrix by rows.</summary>
    public double[][] Rows(string key) =>
        [.. values.GetProperty(key).EnumerateArray().Select(row => row.EnumerateArray().Select(e => e.GetDouble()).ToArray())];

    /// <summary>A list of matrices by rows.</summary>
    public double[][][] Rows3(string key) => [.. values.GetProperty(key).EnumerateArray().Select(matrix =>
        matrix.EnumerateArray().Select(row => row.EnumerateArray().Select(e => e.GetDouble()).ToArray()).ToArray())];

    /// <summary>A matrix by columns.</summary>
    public double[][] Columns(string key)
    {
        var rows = Rows(key);
        return [.. rows[0].Select((_, column) => rows.Select(row => row[column]).ToArray())];
    }

    /// <summary>Runs the script and compares all it writes with what is stored; skips without Rscript.</summary>
    public void RecomputeShouldMatch(double tolerance)
    {
        var output = Path.Combine(Path.GetTempPath(), $"reference-{string.Join('-', name)}-{Environment.ProcessId}.json");
        try
        {
            Run(PathOf(name, ".R"), output);
            Compare(values, Read(output), "$", tolerance);
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static string PathOf(string[] name, string extension) => Repository.ReferenceData(name) + extension;

    private static JsonElement Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }

    private static void Run(string script, string output)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("Rscript", [script, output]) { RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Skip.If(errors.Contains("there is no package called"), $"apt-get install r-cran-jsonlite r-cran-sandwich r-cran-mvtnorm: {errors}");
            process.ExitCode.ShouldBe(0, errors);
        }
        catch (Win32Exception)
        {
            Skip.If(true, "Rscript is not installed: apt-get install r-base-core r-cran-jsonlite r-cran-sandwich r-cran-mvtnorm");
        }
    }

    private static void Compare(JsonElement stored, JsonElement recomputed, string at, double tolerance)
    {
        recomputed.ValueKind.ShouldBe(stored.ValueKind, at);
        switch (stored.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in stored.EnumerateObject().Where(p => p.Name != "madeWith"))
                    Compare(property.Value, recomputed.GetProperty(property.Name), $"{at}.{property.Name}", tolerance);
                break;
            case JsonValueKind.Array:
                recomputed.GetArrayLength().ShouldBe(stored.GetArrayLength(), at);
                for (var i = 0; i < stored.GetArrayLength(); i++)
                    Compare(stored[i], recomputed[i], string.Create(CultureInfo.InvariantCulture, $"{at}[{i}]"), tolerance);
                break;
            case JsonValueKind.Number:
                recomputed.GetDouble().ShouldAgree(stored.GetDouble(), tolerance, at);
                break;
            default:
                recomputed.ToString().ShouldBe(stored.ToString(), at);
                break;
        }
    }
}
