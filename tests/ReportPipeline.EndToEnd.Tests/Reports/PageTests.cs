using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ReportPipeline.Reporting;
using ReportPipeline.Tests.SampleResults;

namespace ReportPipeline.Tests.Reports;

/// <summary>The real reports of both trials through LibreOffice: no page is empty or holds only notes, and no number of a table is
/// broken in its cell.</summary>
public sealed partial class PageTests : IDisposable
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("report-pages-");

    /// <summary>The closed report with the longest outcome labels beside P.</summary>
    [SkippableFact]
    public void Convert_TheClosedReportOfTheSecondTrial_LosesNoNoteAndBreaksNoNumber() => Check(WrittenReport.Of(SampleRun.SecondTrial));

    [SkippableTheory]
    [Trait("Category", "Soak")]
    [InlineData("en", Audience.Closed)]
    [InlineData("en", Audience.Open)]
    [InlineData("zh-Hans", Audience.Closed)]
    [InlineData("zh-Hans", Audience.Open)]
    public void Convert_EveryReportOfBothTrials_LosesNoNoteAndBreaksNoNumber(string language, Audience audience)
    {
        Skip.IfNot(Environment.GetEnvironmentVariable("REPORTPIPELINE_SOAK") == "full", "In full only with REPORTPIPELINE_SOAK=full.");
        Check(WrittenReport.Of(SampleRun.Outcome, language, audience));
        Check(WrittenReport.Of(SampleRun.SecondTrial, language, audience));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Check(WrittenReport report)
    {
        string text = PdfText(report.Document);

        // A page holds more than its running header and footer, and more than notes under a repeated header.
        string[] pages = [.. text.TrimEnd('\f').Split('\f').Select(page => string.Join('\n', page.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..^1]))];
        pages.ShouldNotContain("");
        IReadOnlyList<string> notes = Notes(report.Document);
        notes.ShouldNotBeEmpty();
        pages.Where(page => notes.Any(note => Spaces().Split(page).All(note.Contains))).ShouldBeEmpty();
        Dictionary<string, int> read = Count(Number().Matches(text).Select(match => match.Value));
        Count(PrintedInTables(report.Document)).Where(number => read.GetValueOrDefault(number.Key) < number.Value)
            .Select(number => $"{number.Key}: {number.Value} in tables, {read.GetValueOrDefault(number.Key)} on pages").ShouldBeEmpty();
    }

    private static Dictionary<string, int> Count(IEnumerable<string> numbers) => numbers.GroupBy(number => number).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>The notes of each table, with its headings, and each note under a figure; without spaces, since lines are broken anywhere.</summary>
    private static IReadOnlyList<string> Notes(byte[] document)
    {
        using var archive = new ZipArchive(new MemoryStream(document));
        using var part = archive.GetEntry("word/document.xml")!.Open();
        var body = XDocument.Load(part, LoadOptions.PreserveWhitespace).Descendants(W + "body").Single();
        var tables = body.Elements(W + "tbl").Select(table => table.Elements(W + "tr")
            .Where(row => row.Descendants(W + "tblHeader").Any() || row.Descendants(W + "p").All(IsNote)).ToList());
        return [.. tables.Where(rows => rows.Exists(row => row.Descendants(W + "p").All(IsNote))).Select(rows => Squeezed(rows)),
            .. body.Elements(W + "p").Where(IsNote).Select(note => Squeezed([note]))];
    }

    private static bool IsNote(XElement paragraph) => (string?)paragraph.Element(W + "pPr")?.Element(W + "pStyle")?.Attribute(W + "val") == "TableNote";

    private static string Squeezed(IEnumerable<XElement> elements) =>
        Spaces().Replace(string.Concat(elements.Descendants(W + "t").Select(text => text.Value)), "");

    /// <summary>The contents of the result controls inside table cells that are numbers.</summary>
    private static IEnumerable<string> PrintedInTables(byte[] document)
    {
        using var archive = new ZipArchive(new MemoryStream(document));
        using var part = archive.GetEntry("word/document.xml")!.Open();
        return [.. XDocument.Load(part, LoadOptions.PreserveWhitespace).Descendants(W + "tbl").Descendants(W + "sdt")
            .Select(control => string.Concat(control.Descendants(W + "t").Select(text => text.Value))).Where(text => Number().Match(text).Length == text.Length && text.Length > 0)];
    }

    private string PdfText(byte[] document)
    {
        Skip.IfNot(IsInstalled("soffice") && IsInstalled("pdftotext"), "Needs LibreOffice and Poppler: apt-get install libreoffice-writer-nogui poppler-utils fonts-noto-cjk fonts-liberation fonts-dejavu");
        string file = Path.Combine(folder.FullName, "report.docx");
        File.WriteAllBytes(file, document);
        Run("soffice", [$"-env:UserInstallation={new Uri(folder.FullName).AbsoluteUri}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder.FullName, file]);
        return Run("pdftotext", ["-layout", Path.ChangeExtension(file, "pdf"), "-"]);
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(path => File.Exists(Path.Combine(path, program)));

    private static string Run(string program, IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, errors.GetAwaiter().GetResult());
        return output;
    }

    [GeneratedRegex(@"[<>]?−?[0-9]+(\.[0-9]+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
