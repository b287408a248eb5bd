using System.Collections.Immutable;

namespace ReportPipeline.Trial.Documents;

/// <summary>What a finished document holds, place by place, so that a change can be named. It is sealed in the document's manifest.</summary>
/// <param name="Sha256">Hash of the whole file, 64 lower-case hexadecimal digits.</param>
/// <param name="Length">Bytes of the whole file.</param>
/// <param name="Parts">Every part of the package, those of embedded packages too, in the order of the file.</param>
/// <param name="Blocks">Every paragraph and table row of the body, in order.</param>
/// <param name="Numbers">Every number that leads back to a result row: text and tables, then charts, their workbooks and alternative text.</param>
public sealed record DocumentContents(
    string Sha256,
    long Length,
    ImmutableArray<DocumentPart> Parts,
    ImmutableArray<DocumentBlock> Blocks,
    ImmutableArray<DocumentNumber> Numbers);

/// <param name="Name">Path in the package; the part of an embedded package follows its own path and <c>!</c>.</param>
/// <param name="Length">Bytes, uncompressed.</param>
/// <param name="Sha256">Of the uncompressed bytes, lower-case hexadecimal.</param>
public sealed record DocumentPart(string Name, long Length, string Sha256);

/// <param name="Where">As a reader finds it: <c>4.1 Survival, Table 3, row 2</c>. Unique within a document.</param>
/// <param name="Hash">First 16 hexadecimal digits of the SHA-256 over names, attributes and text of the element.</param>
public sealed record DocumentBlock(string Where, string Hash);

/// <summary>A number as it stands in a finished document.</summary>
/// <param name="Part">Part of the package, for example <c>word/document.xml</c>.</param>
/// <param name="Where">As a reader finds it; unique together with the part.</param>
/// <param name="Result">Id of the result row it was printed from, or the tag that stands for a long id.</param>
/// <param name="Text">As printed.</param>
public sealed record DocumentNumber(string Part, string Where, string Result, string Text);
