using System.Diagnostics;
using ReportPipeline.Desk.Operator;

namespace ReportPipeline.Functions.Telemetry;

/// <summary>Measures a run and its stages, as spans and as durations.</summary>
internal static class RunStage
{
    public const string Seal = "seal";
    public const string ReadFacts = "read-facts";
    public const string Derive = "derive";
    public const string TakeOver = "take-over";
    public const string Analyse = "analyse";
    public const string Report = "report";

    private const string StageKey = "stage";

    private static readonly AsyncLocal<List<StageTime>?> Times = new();

    private static volatile string? current;

    /// <summary>The stage of the run of this process, of which there is one at a time; null between runs.</summary>
    public static string? Current => current;

    /// <summary>What the stages of the run that asks have taken so far, in order; empty outside of runs.</summary>
    public static IReadOnlyList<StageTime> Taken => Times.Value ?? [];

    /// <summary>The stage in which the fault arose; null outside of stages.</summary>
    public static string? FailedIn(Exception fault) => fault.Data[StageKey] as string;

    /// <summary>Does one stage's work, and measures it also when it fails.</summary>
    public static async Task<T> MeasureAsync<T>(string stage, Func<Task<T>> work)
    {
        using var span = Measures.Spans.StartActivity(stage);
        var startedAt = Stopwatch.GetTimestamp();
        current = stage;
        try
        {
            return await work();
        }
        catch (Exception fault)
        {
            fault.Data[StageKey] ??= stage;
            span?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            current = null;
            Measures.Staged(stage, startedAt);
            Times.Value?.Add(new StageTime(stage, Stopwatch.GetElapsedTime(startedAt)));
        }
    }

    /// <summary>One stage without a result.</summary>
    public static Task MeasureAsync(string stage, Func<Task> work) => MeasureAsync(stage, async () =>
    {
        await work();
        return true;
    });

    /// <summary>One stage that waits for nothing.</summary>
    public static Task<T> MeasureAsync<T>(string stage, Func<T> work) => MeasureAsync(stage, () => Task.FromResult(work()));

    /// <summary>Does a whole run's work under a span of its own that belongs to no request.</summary>
    /// <param name="work">The run.</param>
    /// <param name="outcomeOf">The outcome's word, from a closed list.</param>
    public static async Task<T> MeasureRunAsync<T>(Func<Task<T>> work, Func<T, string> outcomeOf)
    {
        Times.Value = [];
        Activity.Current = null;
        using var span = Measures.Spans.StartActivity("RunAnalyses");
        var (startedAt, outcome) = (Stopwatch.GetTimestamp(), "failed");
        try
        {
            var result = await work();
            outcome = outcomeOf(result);
            return result;
        }
        finally
        {
            span?.SetTag("outcome", outcome);
            span?.SetStatus(outcome == "failed" ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
            Measures.Ran(outcome, startedAt);
        }
    }
}
