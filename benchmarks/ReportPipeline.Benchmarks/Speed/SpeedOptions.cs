using System.Globalization;

namespace ReportPipeline.Benchmarks.Speed;

/// <param name="Subjects">Subjects of thirty resources each.</param>
internal sealed record SpeedOptions(int Subjects)
{
    public static bool TryParse(string[] words, out SpeedOptions options)
    {
        options = new SpeedOptions(100_000);
        if (words.Length == 0)
            return true;
        var known = words is ["--subjects", _] && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var subjects) && subjects > 0;
        options = known ? new SpeedOptions(int.Parse(words[1], CultureInfo.InvariantCulture)) : options;
        return known;
    }
}
