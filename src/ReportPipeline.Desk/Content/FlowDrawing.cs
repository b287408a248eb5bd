using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Desk.Content;

/// <summary>Places of the boxes of a flow diagram and of the lines inside them, in the units of its picture.</summary>
internal sealed class FlowDrawing
{
    public const double Width = 760;
    private const double LineHeight = 20;
    private const double Inset = 12;
    private const double Gap = 34;

    public FlowDrawing(FlowFigure flow)
    {
        var boxes = ImmutableDictionary.CreateBuilder<string, PlacedBox>(StringComparer.Ordinal);
        var top = 1.0;
        foreach (var row in flow.Boxes.GroupBy(box => box.Row).OrderBy(row => row.Key))
        {
            var wrapped = row.Select(box => (Box: box, Lines: Wrap(box))).ToList();
            var height = wrapped.Max(box => box.Lines.Length * LineHeight) + (2 * Inset);
            foreach (var (box, lines) in wrapped)
                boxes[box.Id] = new PlacedBox((box.Left * (Width - 2)) + 1, top, box.Width * (Width - 2), height, Place(box, lines, top));
            top += height + Gap;
        }

        Boxes = boxes.ToImmutable();
        Height = top - Gap + 2;
        Arrows = [.. flow.Arrows.Where(arrow => Boxes.ContainsKey(arrow.From) && Boxes.ContainsKey(arrow.To)).Select(Route)];
    }

    public double Height { get; }

    public ImmutableDictionary<string, PlacedBox> Boxes { get; }

    /// <summary>Paths, each ending in the tip of its arrow.</summary>
    public ImmutableArray<string> Arrows { get; }

    private string Route(FlowArrow arrow)
    {
        var (from, to) = (Boxes[arrow.From], Boxes[arrow.To]);
        if (arrow.Sideways)
            return $"M{At(from.Left + from.Width)} {At(from.Top + (from.Height / 2))}H{At(to.Left)}m-7 -5l7 5l-7 5";
        var (start, end, half) = (from.Left + (from.Width / 2), to.Left + (to.Width / 2), to.Top - (Gap / 2));
        return $"M{At(start)} {At(from.Top + from.Height)}V{At(half)}H{At(end)}V{At(to.Top)}m-5 -7l5 7l5 -7";
    }

    private static ImmutableArray<PlacedLine> Place(FlowBox box, ImmutableArray<WrappedLine> lines, double top) =>
        [.. lines.Select((line, index) => new PlacedLine((box.Left * (Width - 2)) + 1 + Inset + line.Indent, top + Inset + (LineHeight * (index + 1)) - 5, line.Pieces, line.Strong))];

    private static ImmutableArray<WrappedLine> Wrap(FlowBox box)
    {
        var room = (box.Width * Width) - (2 * Inset);
        return [.. box.Lines.SelectMany((line, index) => Wrap(line, room, strong: index == 0))];
    }

    /// <summary>Breaks a line between words (between any two signs in East Asian text) where the box ends.</summary>
    private static IEnumerable<WrappedLine> Wrap(ImmutableArray<Inline> line, double room, bool strong)
    {
        var (pieces, used, indent) = (new List<Inline>(), 0.0, 0.0);
        foreach (var part in line.SelectMany(Parts))
        {
            var width = ChartDrawing.WidthOf(part.Text) * (strong ? 1.06 : 1);
            if (used > 0 && used + width > room - indent && part.Text != " ")
            {
                yield return new WrappedLine([.. pieces], indent, strong);
                (pieces, used, indent) = ([], 0.0, 12.0);
            }

            pieces.Add(part.Piece);
            used += width;
        }

        yield return new WrappedLine([.. pieces], indent, strong);
    }

    private static IEnumerable<(Inline Piece, string Text)> Parts(Inline piece) => piece switch
    {
        Words words => Split(words.Text).Select(part => ((Inline)new Words(part), part)),
        Printed printed => Split(printed.Text).Select(part => ((Inline)(printed with { Text = part }), part)),
        _ => [],
    };

    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var index = 1; index <= text.Length; index++)
        {
            if (index == text.Length || text[index - 1] == ' ' || text[index] >= '\u2E80')
            {
                yield return text[start..index];
                start = index;
            }
        }
    }

    private static string At(double value) => ChartDrawing.At(value);

    private sealed record WrappedLine(ImmutableArray<Inline> Pieces, double Indent, bool Strong);
}

/// <summary>A box with its upper left corner.</summary>
internal sealed record PlacedBox(double Left, double Top, double Width, double Height, ImmutableArray<PlacedLine> Lines);

/// <param name="Y">Baseline.</param>
/// <param name="Strong">Whether the line names its box.</param>
internal sealed record PlacedLine(double X, double Y, ImmutableArray<Inline> Pieces, bool Strong);
