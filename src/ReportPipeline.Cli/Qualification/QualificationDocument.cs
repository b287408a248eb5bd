using System.Globalization;
using ReportPipeline.Reporting.Word;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Cli.Qualification;

/// <summary>The protocol of a qualification as a Word document: what was run, what had to come out, what came out.</summary>
internal static class QualificationDocument
{
    private static readonly CaptionWords Captions = new("Table", "Figure");

    public static byte[] Write(QualificationRecord record, DateTimeOffset at) => WordDocument.Write(new ReportContent(Describe(record, at), [.. Compose(record)]));

    private static DocumentDescription Describe(QualificationRecord record, DateTimeOffset at) =>
        new("Installation and operational qualification", "ReportPipeline", "en", at)
        {
            Header = new RunningLine("ReportPipeline", "Installation and operational qualification"),
            Footer = record.Passed ? "All steps passed" : "Not passed",
            PageOf = "Page {0} of {1}",
            Captions = Captions,
            Generator = "ReportPipeline qualify",
        };

    private static IEnumerable<Block> Compose(QualificationRecord record)
    {
        yield return new Paragraph(ParagraphKind.Title, Line.Of("Installation and operational qualification"));
        yield return new Paragraph(ParagraphKind.Subtitle, Line.Of(Verdict(record)));
        yield return new Facts([.. record.System.Select(one => new Fact(one.Key, Line.Of(one.Value), one.Key == "Signing key" ? FactKind.Code : FactKind.Text))]);
        yield return Paragraph.Body(
            "Every expected outcome stands in the program and was written before this run. The signature beside this file covers its bytes: "
            + "openssl dgst -sha256 -verify KEY.pem -signature qualification.docx.sig qualification.docx.");
        yield return new Heading(1, "Installation", "installation");
        yield return Steps("installation-steps", "Installation qualification", record.Steps.Where(step => step.Id.StartsWith("IQ", StringComparison.Ordinal)));
        yield return new Heading(1, "Operation", "operation");
        yield return Steps("operation-steps", "Operational qualification", record.Steps.Where(step => step.Id.StartsWith("OQ", StringComparison.Ordinal)));
        yield return new Heading(1, "Annex: files of the program", "files");
        yield return new Facts([.. record.Files.Select(file => new Fact(file.Key, Line.Of(file.Value), FactKind.Code))]);
        yield return new Heading(1, "Approval", "approval");
        yield return new Facts([.. new[] { "Run by", "Reviewed by", "Date", "Remarks on failed steps" }.Select(name => new Fact(name, Line.Of("")))]);
    }

    private static string Verdict(QualificationRecord record) => string.Create(CultureInfo.InvariantCulture,
        $"{record.Steps.Count(step => step.Passed)} of {record.Steps.Count} steps passed: {(record.Passed ? "qualified" : "not qualified")}");

    private static Table Steps(string key, string caption, IEnumerable<QualificationStep> steps) => new(
        key,
        Line.Of(caption),
        [10, 30, 30, 30, 12],
        [Row.Header(Cell.Text("Step"), Cell.Text("What"), Cell.Text("Expected"), Cell.Text("Found"), Cell.Text("Outcome"))],
        [.. steps.Select(step => Row.Body(
            Cell.Text(step.Id), Cell.Text(step.What), Cell.Text(step.Expected), Cell.Text(step.Found),
            Cell.Text(new Words(step.Passed ? "passed" : "FAILED", step.Passed ? Emphasis.None : Emphasis.Strong))))])
    {
        KeepTogether = false,
    };
}
