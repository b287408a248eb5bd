using System.Diagnostics.Metrics;
using System.Text.Json;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Tests;

namespace ReportPipeline.Functions.Tests.Telemetry;

/// <summary>The page for operators explains every instrument there is, and the alerts ask for no other.</summary>
public sealed class OperationsPageTests
{
    [Fact]
    public void Page_Metrics_AreTheInstrumentsOfTheProgram()
    {
        var explained = File.ReadLines(Repository.PathOf("docs", "operations.md"))
            .Where(line => line.StartsWith("| `report_pipeline.", StringComparison.Ordinal))
            .Select(line => line.Split('|'))
            .Select(cells => $"{cells[1].Trim(' ', '`')} {cells[2].Trim()}");

        explained.Order(StringComparer.Ordinal).ShouldBe(Instruments().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Alerts_MetricNames_AreInstrumentsOfTheProgram()
    {
        using var names = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("infra", "metric-names.json")));
        var instruments = Instruments().Select(instrument => instrument.Split(' ')[0]).ToHashSet();

        names.RootElement.EnumerateObject().Select(name => name.Value.GetString()).ShouldAllBe(name => instruments.Contains(name!));
    }

    /// <summary>Name and unit of everything the program's meter has.</summary>
    private static List<string> Instruments()
    {
        var found = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == Measures.Source)
                found.Add($"{instrument.Name} {instrument.Unit}");
        };
        System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(Measures).TypeHandle);
        listener.Start();
        return found;
    }
}
