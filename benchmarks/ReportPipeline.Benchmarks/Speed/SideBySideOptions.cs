using System.Collections.Immutable;
using System.Globalization;

namespace ReportPipeline.Benchmarks.Speed;

/// <param name="Large">Sizes of the trial of the benchmark <c>speed</c>, thirty resources a subject.</param>
/// <param name="Second">Sizes of the second protocol's trial.</param>
/// <param name="Patience">R is stopped after this long, each time.</param>
internal sealed record SideBySideOptions(ImmutableArray<int> Large, ImmutableArray<int> Second, TimeSpan Patience)
{
    private static readonly SideBySideOptions Standard = new([44, 1_000], [72], TimeSpan.FromMinutes(10));

    /// <summary><c>[--large 44,1000] [--second 72] [--minutes 10]</c>; a list may be <c>none</c>.</summary>
    public static bool TryParse(string[] words, out SideBySideOptions options)
    {
        options = Standard;
        for (var index = 0; index < words.Length; index += 2)
        {
            switch (words[index..])
            {
                case ["--large", var text, ..] when Sizes(text) is { } sizes:
                    options = options with { Large = sizes };
                    break;
                case ["--second", var text, ..] when Sizes(text) is { } sizes:
                    options = options with { Second = sizes };
                    break;
                case ["--minutes", var text, ..] when Number(text) is { } minutes:
                    options = options with { Patience = TimeSpan.FromMinutes(minutes) };
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private static ImmutableArray<int>? Sizes(string text)
    {
        if (text == "none")
            return [];
        var numbers = text.Split(',').Select(Number).ToList();
        return numbers.Contains(null) ? null : [.. numbers.Select(number => number!.Value)];
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
