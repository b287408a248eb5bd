using System.Globalization;
using System.Text;
using ReportPipeline.Reporting.Word;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Benchmarks.Reports;

/// <summary>A listing of adverse events, the same lines for both programmes.</summary>
internal static class Listing
{
    private static readonly string[] Terms = ["Lymphopenia", "Hepatic function abnormal", "Shock", "Pyrexia", "Anaemia"];
    private static readonly string[] Relations = ["Unrelated", "Possible", "Probable"];
    private static readonly string[] Outcomes = ["Recovered", "Recovering", "Not recovered", "Fatal"];

    public static IEnumerable<string[]> Rows(int rows) => Enumerable.Range(0, rows).Select(row => new[]
    {
        string.Create(CultureInfo.InvariantCulture, $"RM-{row / 4:D5}"),
        Terms[row % Terms.Length],
        ((row % 5) + 1).ToString(CultureInfo.InvariantCulture),
        Relations[row % Relations.Length],
        Outcomes[row % Outcomes.Length],
        ((row % 28) + 1).ToString(CultureInfo.InvariantCulture),
    });

    /// <summary>As our writer writes it: every number with the id of its row, header repeated on each page, rows that do not split.</summary>
    public static byte[] Write(int rows)
    {
        var body = Rows(rows).Select((cells, row) => Row.Body(
            Cell.Text(cells[0]), Cell.Text(cells[1]), Cell.Number(new Printed($"AE/safety/{cells[0]}/{row}/grade", cells[2])),
            Cell.Text(cells[3]), Cell.Text(cells[4]), Cell.Number(new Printed($"AE/safety/{cells[0]}/{row}/day", cells[5]))));
        var table = new Table("listing", Line.Of("Adverse events"), [2, 3, 1, 2, 2, 1],
            [Row.Header(Cell.Text("Subject"), Cell.Text("Term"), Cell.Number("Grade"), Cell.Text("Related"), Cell.Text("Outcome"), Cell.Number("Day"))], body)
        {
            KeepTogether = false,
        };
        var description = new DocumentDescription("Listing", "Adverse events", "en", DateTimeOffset.UnixEpoch)
        {
            Header = new RunningLine("Listing", ""),
            Footer = "",
            PageOf = "Page {0} of {1}",
            Captions = new CaptionWords("Table", "Figure"),
            Generator = "ReportPipeline",
        };
        return WordDocument.Write(new ReportContent(description, [new Landscape([table]), Paragraph.Body("End of the listing.")]));
    }

    public static void WriteCsv(string file, int rows) =>
        File.WriteAllLines(file, Rows(rows).Select(cells => string.Join(',', cells)).Prepend("Subject,Term,Grade,Related,Outcome,Day"), Encoding.UTF8);
}
