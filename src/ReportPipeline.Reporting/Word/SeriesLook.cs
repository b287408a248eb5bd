namespace ReportPipeline.Reporting.Word;

/// <summary>
/// How the series of a chart differ: by colour for the screen (blue and vermilion stay apart for every kind of colour vision),
/// and by line pattern and marker for a grey print.
/// </summary>
internal sealed record SeriesLook(string Colour, string Dash, string Marker)
{
    private static readonly SeriesLook[] Looks =
    [
        new("1F5A96", "solid", "circle"),
        new("B5460F", "sysDash", "triangle"),
        new("3A7D44", "sysDot", "square"),
        new("6B4C9A", "lgDashDot", "diamond"),
        new("555555", "lgDash", "x"),
        new("A9B6C8", "solid", "none"), // bands
    ];

    /// <summary>Index of the look of stretches of time.</summary>
    public const int Band = 5;

    /// <summary>Index of the look of the line of no difference.</summary>
    public const int Reference = 4;

    public static SeriesLook Of(int look) => Looks[look % Looks.Length];
}
