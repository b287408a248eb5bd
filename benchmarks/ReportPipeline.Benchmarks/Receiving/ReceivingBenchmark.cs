using System.Globalization;

namespace ReportPipeline.Benchmarks.Receiving;

/// <summary>What receiving costs, as the table of <c>docs/receiving-speed.md</c>.</summary>
internal static class ReceivingBenchmark
{
    public static async Task<int> RunAsync(ReceivingOptions options)
    {
        Console.WriteLine("| What | Measured | Beside it | Ratio | Bound |");
        Console.WriteLine("|---|---|---|---|---|");
        if (options.Has(ReceivingOptions.Intake))
            IntakeCost.Print();
        if (options.Has(ReceivingOptions.Sustained))
            await Throughput.PrintAsync(options.Bundles);
        if (options.Has(ReceivingOptions.OneIngest))
            await CostOfOneIngest.PrintAsync(options.Stored);
        if (options.Has(ReceivingOptions.Start))
            await StartUp.PrintAsync();
        return 0;
    }

    public static void Row(FormattableString what, FormattableString measured, FormattableString beside, FormattableString ratio, FormattableString bound) =>
        Console.WriteLine(string.Join(" | ", new[] { what, measured, beside, ratio, bound }.Select(text => text.ToString(CultureInfo.InvariantCulture))).Insert(0, "| ") + " |");
}
