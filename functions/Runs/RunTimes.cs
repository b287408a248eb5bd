using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Desk.Operator;

namespace ReportPipeline.Functions.Runs;

/// <summary>How long each stage of a run took, as the audit trail keeps it: <c>seal=0.021 read-facts=1.204</c>, in seconds.</summary>
internal static class RunTimes
{
    public static string Write(IEnumerable<StageTime> stages) => string.Join(' ', stages.Select(stage =>
        string.Create(CultureInfo.InvariantCulture, $"{stage.Stage}={stage.Took.TotalSeconds:F3}")));

    /// <summary>The stages in order; none when the text is about something else.</summary>
    public static ImmutableArray<StageTime> Read(string? text) =>
    [
        .. (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Split('='))
            .Where(pair => pair.Length == 2 && double.TryParse(pair[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            .Select(pair => new StageTime(pair[0], TimeSpan.FromSeconds(double.Parse(pair[1], CultureInfo.InvariantCulture)))),
    ];
}
