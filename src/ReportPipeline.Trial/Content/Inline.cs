using System.Collections.Immutable;

namespace ReportPipeline.Trial.Content;

/// <summary>A piece of a line: fixed words, a printed result, or a reference to a numbered table, figure or section.</summary>
public abstract record Inline
{
    public static implicit operator Inline(string words) => new Words(words);
}

/// <summary>Text that is not a result: vocabulary or a label from the protocol.</summary>
/// <param name="Text">Any text; characters XML cannot hold are replaced when written.</param>
public sealed record Words(string Text, Emphasis Emphasis = Emphasis.None) : Inline;

/// <summary>A result as the reader sees it, tied to the row it was printed from.</summary>
/// <param name="ResultId">The <c>AnalysisResult.Id</c> of the row.</param>
/// <param name="Text">The formatted value: what the verifier compares with the row.</param>
public sealed record Printed(string ResultId, string Text, Emphasis Emphasis = Emphasis.None) : Inline;

/// <summary>A live reference to a caption or heading by its key, for example "Table 3".</summary>
public sealed record CrossReference(string Key) : Inline;

/// <summary>A line break inside a paragraph.</summary>
public sealed record LineBreak : Inline;

public enum Emphasis
{
    None,
    Strong,
}

/// <summary>Shorthand for a line of text made of several pieces.</summary>
public static class Line
{
    public static ImmutableArray<Inline> Of(params ReadOnlySpan<Inline> pieces) => [.. pieces];

    /// <summary>The plain text of a line, as alternative text and the table of contents need it.</summary>
    public static string PlainText(this ImmutableArray<Inline> line) => string.Concat(line.Select(piece => piece switch
    {
        Words words => words.Text,
        Printed printed => printed.Text,
        LineBreak => " ",
        _ => "",
    }));
}
