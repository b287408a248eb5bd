using System.Globalization;
using System.Text.Json;

namespace ReportPipeline.Cli.Tests.Stats;

/// <summary>Runs the commands that docs/statistics shows, so that the pages cannot drift from the code.</summary>
public class StatisticsPagesTests
{
    [Fact]
    public void Pages_EveryCommand_PrintsTheFiguresShown()
    {
        var wrong = PageCommand.All().SelectMany(command => Check(command).Select(problem => $"{command.Page}: {problem}"));
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Pages_EveryCommand_ShowsAFigure()
    {
        var commands = PageCommand.All();
        commands.Count.ShouldBeGreaterThan(25);
        commands.ShouldAllBe(command => command.Figures.Count > 0);
    }

    private static IEnumerable<string> Check(PageCommand command)
    {
        var run = StatsRun.Of(command.Words);
        return run.ExitCode != 0
            ? [run.Error]
            : command.Figures
                .Where(figure => !Agrees(run.Json.At(figure.Property), figure.Here))
                .Select(figure => $"{figure.Property} is {run.Json.At(figure.Property)}, the page says {figure.Here}");
    }

    // Half a unit of the last digit shown, and a little for the rounding of the page's own figure.
    private static bool Agrees(JsonElement value, string shown)
    {
        if (shown == "not estimable") return value.ValueKind == JsonValueKind.Null;
        var decimals = shown.Contains('.') ? shown.Length - shown.IndexOf('.') - 1 : 0;
        var figure = double.Parse(shown, NumberStyles.Float, CultureInfo.InvariantCulture);
        return value.ValueKind == JsonValueKind.Number
            && Math.Abs(value.GetDouble() - figure) <= 0.5000001 * Math.Pow(10, -decimals);
    }
}
