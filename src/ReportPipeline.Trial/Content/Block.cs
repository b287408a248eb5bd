using System.Collections.Immutable;

namespace ReportPipeline.Trial.Content;

/// <summary>One item of the document from top to bottom. Sections return blocks; only <c>Word/</c> knows how they are drawn.</summary>
public abstract record Block;

/// <param name="Level">1 to 3.</param>
/// <param name="Key">Target of a <see cref="CrossReference"/>; null when nothing refers to it.</param>
public sealed record Heading(int Level, string Text, string? Key = null) : Block;

public sealed record Paragraph(ParagraphKind Kind, ImmutableArray<Inline> Content) : Block
{
    /// <summary>True for words that introduce what follows them.</summary>
    public bool KeepWithNext { get; init; }

    public static Paragraph Body(params ReadOnlySpan<Inline> content) => new(ParagraphKind.Body, [.. content]);

    public static Paragraph Bullet(params ReadOnlySpan<Inline> content) => new(ParagraphKind.Bullet, [.. content]);

    public static Paragraph Note(params ReadOnlySpan<Inline> content) => new(ParagraphKind.Note, [.. content]);
}

/// <summary>The meaning of a paragraph; each has one named Word style.</summary>
public enum ParagraphKind
{
    Body,
    Lead,
    Bullet,
    Note,
    Notice,
    Title,
    Subtitle,
}

/// <summary>The list of contents, filled in with linked entries.</summary>
public sealed record TableOfContents(string Title) : Block;

public sealed record PageBreak : Block;

/// <summary>Blocks set on landscape pages, for tables too wide for portrait.</summary>
public sealed record Landscape(ImmutableArray<Block> Blocks) : Block;
