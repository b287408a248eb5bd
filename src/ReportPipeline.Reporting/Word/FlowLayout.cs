using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>Positions of the boxes of a flow diagram, in EMU from its upper left corner.</summary>
internal sealed record FlowLayout(long Width, long Height, ImmutableDictionary<string, FlowLayout.Box> Boxes)
{
    private const long EmuPerPoint = 12_700;
    private const double FontPoints = 8.5;
    private const double LinePoints = 11.8;
    private const double Spare = 1.1; // a line breaks between words, so a full one is seldom full
    private const long Inset = 5 * EmuPerPoint;
    private const long RowGap = 22 * EmuPerPoint;

    public sealed record Box(long Left, long Top, long Width, long Height)
    {
        public long Centre => Left + (Width / 2);

        public long Middle => Top + (Height / 2);

        public long Right => Left + Width;

        public long Bottom => Top + Height;
    }

    public static FlowLayout Of(FlowFigure flow, long width)
    {
        int rows = flow.Boxes.IsEmpty ? 0 : flow.Boxes.Max(box => box.Row) + 1;
        ImmutableDictionary<string, Box>.Builder boxes = ImmutableDictionary.CreateBuilder<string, Box>(StringComparer.Ordinal);
        long top = EmuPerPoint;
        for (int row = 0; row < rows; row++)
        {
            ImmutableArray<FlowBox> inRow = [.. flow.Boxes.Where(box => box.Row == row)];
            long height = inRow.IsEmpty ? 0 : inRow.Max(box => HeightOf(box, width));
            foreach (FlowBox box in inRow)
            {
                boxes[box.Id] = new Box((long)(box.Left * width), top, (long)(box.Width * width), height);
            }

            top += height + RowGap;
        }

        return new FlowLayout(width, Math.Max(top - RowGap + EmuPerPoint, EmuPerPoint), boxes.ToImmutable());
    }

    private static long HeightOf(FlowBox box, long width)
    {
        double points = (box.Width * width / EmuPerPoint) - (2.0 * Inset / EmuPerPoint);
        int lines = box.Lines.Sum(line => Math.Max(1, (int)Math.Ceiling(TextMeasure.Ems(line.PlainText()) * FontPoints * Spare / points)));
        return (long)(lines * LinePoints * EmuPerPoint) + (2 * Inset);
    }
}
