namespace ReportPipeline.Reporting.Word;

/// <summary>A4 pages. Word measures pages in twips (1/1440 inch) and drawings in EMU (635 per twip).</summary>
/// <param name="Width">Page width in twips.</param>
/// <param name="Height">Page height in twips.</param>
internal sealed record PageGeometry(int Width, int Height)
{
    public const int EmuPerTwip = 635;

    public static readonly PageGeometry Portrait = new(11906, 16838);
    public static readonly PageGeometry Landscape = new(16838, 11906);

    public const int TopMargin = 1361;
    public const int BottomMargin = 1247;
    public const int SideMargin = 1247;

    /// <summary>Twips between the side margins.</summary>
    public int TextWidth => Width - (2 * SideMargin);

    /// <summary>Twips between the top and bottom margins.</summary>
    public int TextHeight => Height - TopMargin - BottomMargin;

    public long TextWidthEmu => (long)TextWidth * EmuPerTwip;
}
