using System.Collections.Immutable;

namespace ReportPipeline.Trial.Content;

/// <summary>A composed document before it becomes Word: what it says, without how it is written.</summary>
public sealed record ReportContent(DocumentDescription Description, ImmutableArray<Block> Blocks);

/// <summary>What the package says about itself.</summary>
/// <param name="Language">BCP 47 tag: <c>en</c> or <c>zh-Hans</c>.</param>
/// <param name="DataCutOff">The only date in the package; also its creation date, so that the same inputs give the same bytes.</param>
public sealed record DocumentDescription(string Title, string Subject, string Language, DateTimeOffset DataCutOff)
{
    /// <summary>Left and right half of the running header.</summary>
    public required RunningLine Header { get; init; }

    /// <summary>Left half of the running footer; the right half is the page number.</summary>
    public required string Footer { get; init; }

    /// <summary>"Page {0} of {1}" in the document's language.</summary>
    public required string PageOf { get; init; }

    /// <summary>Words before caption numbers: "Table" and "Figure".</summary>
    public required CaptionWords Captions { get; init; }

    /// <summary>Custom properties of the file, such as the ledger head, for readers that do not open it.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Properties { get; init; } = [];

    public required string Generator { get; init; }
}

public sealed record RunningLine(string Left, string Right);

public sealed record CaptionWords(string Table, string Figure);
