using System.Globalization;

namespace ReportPipeline.Benchmarks.Speed;

/// <param name="Subjects">Subjects of thirty resources each.</param>
/// <param name="Folder">Where the bundles and results lie and stay, so that they need not be made again; a temporary folder when null.</param>
internal sealed record SpeedOptions(int Subjects, string? Folder)
{
    public static bool TryParse(string[] words, out SpeedOptions options)
    {
        options = new SpeedOptions(100_000, null);
        for (var index = 0; index < words.Length; index += 2)
        {
            switch (words[index..])
            {
                case ["--subjects", var number, ..] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var subjects) && subjects > 0:
                    options = options with { Subjects = subjects };
                    break;
                case ["--folder", var folder, ..]:
                    options = options with { Folder = folder };
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
