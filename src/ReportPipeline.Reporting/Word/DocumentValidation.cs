using System.Collections.Immutable;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace ReportPipeline.Reporting.Word;

/// <summary>Checks a finished document against the Office schemas. Necessary, not sufficient: Word also has rules of its own.</summary>
public static class DocumentValidation
{
    /// <returns>One line per error with its place; empty when the document is valid.</returns>
    public static ImmutableArray<string> Errors(byte[] document)
    {
        using var stream = new MemoryStream(document, writable: false);
        using WordprocessingDocument word = WordprocessingDocument.Open(stream, isEditable: false);
        var validator = new OpenXmlValidator(FileFormatVersions.Office2019);
        return [.. validator.Validate(word).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}")];
    }
}
