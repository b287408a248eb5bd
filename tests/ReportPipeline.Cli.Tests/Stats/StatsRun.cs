using System.CommandLine;
using System.Text.Json;
using ReportPipeline.Cli.Verbs;
using ReportPipeline.Tests;

namespace ReportPipeline.Cli.Tests.Stats;

/// <summary>A run of <c>stats</c> in this process.</summary>
internal sealed record StatsRun(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static string Survival(string file) => Repository.ReferenceData("Survival", file);

    /// <summary>The result of a run that must succeed; the words are split at blanks.</summary>
    public static JsonElement Result(string words, params string[] more)
    {
        var run = Of([.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. more]);
        run.Error.ShouldBe("");
        run.ExitCode.ShouldBe(0);
        return run.Json;
    }

    public static StatsRun Of(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var root = new RootCommand { StatsVerb.Create() };
        var code = CommandLine.RunAsync(root, ["stats", .. args], new InvocationConfiguration { Output = output, Error = error })
            .GetAwaiter().GetResult();
        return new StatsRun(code, output.ToString(), error.ToString());
    }

    /// <summary>A run on a file with this text.</summary>
    public static StatsRun OnText(string text, string words)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            return Of([.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--data", file]);
        }
        finally
        {
            File.Delete(file);
        }
    }
}

internal static class JsonPaths
{
    /// <summary>The value at a path such as <c>groups/1/median</c>.</summary>
    public static JsonElement At(this JsonElement json, string path) => path.Split('/').Aggregate(
        json, (item, step) => int.TryParse(step, out var index) && item.ValueKind == JsonValueKind.Array ? item[index] : item.GetProperty(step));

    public static double Number(this JsonElement json, string path) => json.At(path).GetDouble();

    public static string Text(this JsonElement json, string path) => json.At(path).GetString()!;
}
