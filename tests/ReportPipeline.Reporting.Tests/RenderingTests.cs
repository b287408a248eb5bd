using System.Diagnostics;

namespace ReportPipeline.Reporting.Tests;

/// <summary>Opens documents in LibreOffice. Validation alone does not show that a file opens.</summary>
public sealed partial class RenderingTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("report-rendering-");

    [SkippableTheory]
    [InlineData("en", "Page 1 of")]
    [InlineData("zh-Hans", "第 1 页")]
    public void Convert_TheClosedReport_GivesAPdfWithItsTextAndFigures(string language, string footer)
    {
        string text = PdfText(ClinicalReport.Write(SampleResults.Request(language)));

        text.ShouldContain(footer);
        foreach (string expected in (string[])["92.31", "66.67", "0.048", "0.031", "Fisher", "3f9a0c1b2d4e-closed-"])
        {
            text.ShouldContain(expected);
        }
    }

    [SkippableFact]
    public void Convert_TheSurvivalFigure_SetsNumbersAtRiskUnderTheirTicks()
    {
        IReadOnlyList<(string Word, double Centre, double Top)> words = PdfWords(ClinicalReport.Write(SampleResults.Request()));

        // The page holds a row of ticks 0, 5, …, 30 and, under it, rows of seven counts.
        string[] ticks = ["0", "5", "10", "15", "20", "25", "30"];
        var tickRow = words.GroupBy(word => Math.Round(word.Top)).First(row => ticks.All(tick => row.Any(word => word.Word == tick)));
        double[] expected = [.. ticks.Select(tick => tickRow.First(word => word.Word == tick).Centre)];
        var counts = words.Where(word => word.Top > tickRow.Key).GroupBy(word => Math.Round(word.Top)).First(row => row.Any(word => word.Word == "MSC") && row.Count() == 8);
        double[] actual = [.. counts.Select(word => word.Centre).Order().Skip(1)];

        // 3 points: a tenth of a column, less than half a digit.
        for (int tick = 0; tick < ticks.Length; tick++)
        {
            actual[tick].ShouldBe(expected[tick], 3.0);
        }
    }

    [SkippableTheory]
    [InlineData("en", Audience.Closed)]
    [InlineData("en", Audience.Open)]
    [InlineData("zh-Hans", Audience.Closed)]
    public void Convert_EveryPage_HoldsTextAndEndsWithNoHeading(string language, Audience audience)
    {
        byte[] document = ClinicalReport.Write(SampleResults.Request(language, audience));
        HashSet<string> headings = [.. Parts.Xml(document, "word/document.xml").Descendants(Parts.W + "p")
            .Where(paragraph => (string?)paragraph.Element(Parts.W + "pPr")?.Element(Parts.W + "pStyle")?.Attribute(Parts.W + "val") is "Heading1" or "Heading2" or "Heading3")
            .Select(Parts.Text).Select(Squeezed)];

        string[] pages = Run("pdftotext", ["-layout", Pdf(document), "-"]).TrimEnd('\f').Split('\f');

        // The first line of a page is its running header, the last its footer.
        foreach (string[] lines in pages.Select(page => page.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
        {
            lines.Length.ShouldBeGreaterThan(4, string.Join('\n', lines));
            string[] texts = [.. lines.Select(line => Squeezed(line).TrimStart([.. "0123456789."]))];
            if (texts.Count(headings.Contains) <= HeadingsOutsideTheContents)
            {
                headings.ShouldNotContain(texts[^2]);
            }
        }
    }

    // Lengths that end about the foot of a first page and of a second: a table's end is treated differently on the pages it goes on to.
    [SkippableTheory]
    [InlineData("en", false, 30, 60)]
    [InlineData("zh-Hans", false, 30, 60)]
    [InlineData("en", true, 20, 40)]
    [InlineData("zh-Hans", true, 20, 40)]
    public void Convert_TablesOfEveryLength_LeaveNoNoteAloneOnAPage(string language, bool landscape, int shortest, int tables)
    {
        byte[] document = Word.PageFitTests.Tables(language, Enumerable.Range(shortest, tables), landscape);

        string[] pages = [.. Run("pdftotext", ["-layout", Pdf(document), "-"]).TrimEnd('\f').Split('\f').Where(page => page.Contains("NOTE", StringComparison.Ordinal))];

        // A row of a table is its label, its number and 0; a caption ends with a number, a repeated header with a letter.
        pages.Length.ShouldBe(tables);
        pages.Where(page => !page.Split('\n').Any(line => RowOfTable().IsMatch(line))).ShouldBeEmpty();
    }

    [System.Text.RegularExpressions.GeneratedRegex(@" [0-9]+ +0$")]
    private static partial System.Text.RegularExpressions.Regex RowOfTable();

    // The list of contents holds nothing but headings.
    private const int HeadingsOutsideTheContents = 6;

    private static string Squeezed(string line) => string.Concat(line.Where(letter => !char.IsWhiteSpace(letter)));

    /// <summary>
    /// Key pages against pictures that were looked at and committed (folder <c>Pages</c>). 36 dots per inch show blocks, lines and
    /// curves but no letters: one pixel in fifty may differ by more than a quarter of the scale (two pages with nothing in common: one in ten), which forgives another
    /// version of a font and catches a lost table, an empty page, a moved figure or an overlap.
    /// </summary>
    [SkippableTheory]
    [InlineData("en", "title", "Report id")]
    [InlineData("en", "flow", "Enrolled: 44")]
    [InlineData("en", "survival", "Number at risk")]
    [InlineData("en", "safety", "Adverse events by grade (number of events)")]
    [InlineData("zh-Hans", "title", "报告编号")]
    [InlineData("zh-Hans", "flow", "由患者自行选择组别")]
    public void Convert_KeyPages_LookAsTheyDid(string language, string name, string text)
    {
        string pdf = Pdf(ClinicalReport.Write(SampleResults.Request(language)));
        int page = Enumerable.Range(1, 99).First(number => Run("pdftotext", ["-layout", "-f", $"{number}", "-l", $"{number}", pdf, "-"]).Contains(text, StringComparison.Ordinal));
        Run("pdftoppm", ["-png", "-gray", "-r", "36", "-f", $"{page}", "-l", $"{page}", "-singlefile", pdf, Path.Combine(folder.FullName, "page")]);
        string actual = Path.Combine(folder.FullName, "page.png");
        string approved = Path.Combine(ReportPipeline.Tests.Repository.Root, "tests", "ReportPipeline.Reporting.Tests", "Pages", $"{name}.{language}.png");
        if (Environment.GetEnvironmentVariable("REPORTPIPELINE_APPROVE_PAGES") == "1")
        {
            File.Copy(actual, approved, overwrite: true);
        }

        GreyImage.Read(actual).ShareDiffering(GreyImage.Read(approved), levels: 64).ShouldBeLessThan(0.02, $"Look at the page; if it is right, run again with REPORTPIPELINE_APPROVE_PAGES=1 and commit {name}.{language}.png.");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string PdfText(byte[] document) => Run("pdftotext", ["-layout", Pdf(document), "-"]);

    private IReadOnlyList<(string Word, double Centre, double Top)> PdfWords(byte[] document)
    {
        string file = Pdf(document);
        int pages = Run("pdftotext", [file, "-"]).Count(character => character == '\f');
        for (int page = 1; page <= pages; page++)
        {
            string html = Run("pdftotext", ["-bbox", "-f", $"{page}", "-l", $"{page}", file, "-"]);
            if (html.Contains(">Kaplan–Meier<", StringComparison.Ordinal) && html.Contains(">risk<", StringComparison.Ordinal))
            {
                return [.. System.Text.RegularExpressions.Regex
                    .Matches(html, "xMin=\"([0-9.]+)\" yMin=\"([0-9.]+)\" xMax=\"([0-9.]+)\" yMax=\"[0-9.]+\">([^<]*)<")
                    .Select(match => (match.Groups[4].Value, (Number(match.Groups[1].Value) + Number(match.Groups[3].Value)) / 2, Number(match.Groups[2].Value)))];
            }
        }

        throw new InvalidOperationException("No page holds a Kaplan–Meier figure with numbers at risk.");
    }

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private string Pdf(byte[] document)
    {
        Skip.IfNot(IsInstalled("soffice") && IsInstalled("pdftotext") && IsInstalled("pdftoppm"), "Needs LibreOffice and Poppler: apt-get install libreoffice-writer-nogui poppler-utils fonts-noto-cjk fonts-liberation fonts-dejavu");
        string file = Path.Combine(folder.FullName, "report.docx");
        File.WriteAllBytes(file, document);
        Run("soffice", [$"-env:UserInstallation={new Uri(folder.FullName).AbsoluteUri}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder.FullName, file]);
        return Path.ChangeExtension(file, "pdf");
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(path => File.Exists(Path.Combine(path, program)));

    private static string Run(string program, IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit(TimeSpan.FromMinutes(2)).ShouldBeTrue($"{program} did not end");
        process.ExitCode.ShouldBe(0, errors.GetAwaiter().GetResult());
        return output;
    }
}
