using System.Globalization;

namespace ReportPipeline.Benchmarks.Receiving;

/// <summary>What a run measures.</summary>
/// <param name="Bundles">Bundles of each side of the throughput comparison.</param>
/// <param name="Stored">How full the archive is at the second measurement of a single ingest.</param>
/// <param name="Part">One of <see cref="Parts"/>, or null for all of them.</param>
internal sealed record ReceivingOptions(int Bundles, int Stored, string? Part)
{
    public const string Intake = "intake";
    public const string Sustained = "sustained";
    public const string OneIngest = "one-ingest";
    public const string Start = "start";

    private static readonly string[] Parts = [Intake, Sustained, OneIngest, Start];

    public bool Has(string part) => Part is null || Part == part;

    public static bool TryParse(string[] words, out ReceivingOptions options)
    {
        options = new ReceivingOptions(2_000, 20_000, null);
        for (var i = 0; i < words.Length; i += 2)
        {
            if (i + 1 == words.Length || With(options, words[i], words[i + 1]) is not { } changed)
                return false;
            options = changed;
        }

        return true;
    }

    private static ReceivingOptions? With(ReceivingOptions options, string name, string value) => name switch
    {
        "--part" when Parts.Contains(value) => options with { Part = value },
        "--bundles" when Positive(value) is { } bundles => options with { Bundles = bundles },
        "--stored" when Positive(value) is { } stored => options with { Stored = stored },
        _ => null,
    };

    private static int? Positive(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
