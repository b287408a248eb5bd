using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Desk.Content;

/// <summary>Writes a line: words, results that lead to their origin, references. Escaping is the renderer's.</summary>
internal static class Inlines
{
    public static RenderFragment Of(ImmutableArray<Inline> line, ContentLinks links) => builder =>
    {
        foreach (var piece in line)
            Write(builder, piece, links);
    };

    private static void Write(RenderTreeBuilder builder, Inline piece, ContentLinks links)
    {
        switch (piece)
        {
            case Words words:
                Text(builder, words.Text, words.Emphasis);
                break;
            case Printed printed:
                builder.OpenElement(0, "a");
                builder.AddAttribute(1, "class", "number");
                builder.AddAttribute(2, "href", links.Result(printed.ResultId));
                Text(builder, printed.Text, printed.Emphasis);
                builder.CloseElement();
                break;
            case CrossReference reference when links.Outline.TargetOf(reference.Key) is { } target:
                builder.OpenElement(3, "a");
                builder.AddAttribute(4, "href", links.Target(target));
                builder.AddContent(5, target.Label);
                builder.CloseElement();
                break;
            case LineBreak:
                builder.OpenElement(6, "br");
                builder.CloseElement();
                break;
        }
    }

    private static void Text(RenderTreeBuilder builder, string text, Emphasis emphasis)
    {
        if (emphasis == Emphasis.None)
        {
            builder.AddContent(7, text);
            return;
        }

        builder.OpenElement(8, "strong");
        builder.AddContent(9, text);
        builder.CloseElement();
    }
}
