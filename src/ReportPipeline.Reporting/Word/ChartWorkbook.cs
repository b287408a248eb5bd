using System.Globalization;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>The small workbook behind a chart, so that "Edit data" works in Word. Two columns per series: horizontal and vertical values.</summary>
internal static class ChartWorkbook
{
    public static string NameReference(int series) => $"Sheet1!${Column((series * 2) + 1)}$1";

    public static string ValueReference(int series, bool horizontal, int count)
    {
        string column = Column((series * 2) + (horizontal ? 0 : 1));
        return $"Sheet1!${column}$2:${column}${Math.Max(count, 1) + 1}";
    }

    /// <summary>The cell of a plotted value; series and point count from 0.</summary>
    public static string Cell(int series, bool horizontal, int point) => $"{Column((series * 2) + (horizontal ? 0 : 1))}{point + 2}";

    public static byte[] Write(ChartFigure figure)
    {
        var package = new Package();
        package.Relate("", PartTypes.DocumentRelation, "xl/workbook.xml");
        string sheet = package.Relate("xl/workbook.xml", PartTypes.WorksheetRelation, "worksheets/sheet1.xml");
        using var workbook = new Markup("s:workbook", "s", "r");
        workbook.Start("s:sheets").Start("s:sheet").Attribute("name", "Sheet1").Attribute("sheetId", 1).Attribute("r:id", sheet).End().End();
        package.Add("xl/workbook.xml", PartTypes.Workbook, workbook.ToBytes());
        package.Add("xl/worksheets/sheet1.xml", PartTypes.Worksheet, Sheet(figure));
        return package.ToBytes();
    }

    private static byte[] Sheet(ChartFigure figure)
    {
        using var xml = new Markup("s:worksheet", "s");
        xml.Start("s:sheetData").Start("s:row").Attribute("r", 1);
        for (int index = 0; index < figure.Series.Length; index++)
        {
            TextCell(xml, $"{Column(index * 2)}1", figure.Axes.Horizontal.Title);
            TextCell(xml, $"{Column((index * 2) + 1)}1", figure.Series[index].Name);
        }

        xml.End();
        int rows = figure.Series.Length == 0 ? 0 : figure.Series.Max(series => series.Points.Length);
        for (int row = 0; row < rows; row++)
        {
            xml.Start("s:row").Attribute("r", row + 2);
            for (int index = 0; index < figure.Series.Length; index++)
            {
                if (row < figure.Series[index].Points.Length && !figure.Series[index].Points[row].IsGap)
                {
                    ChartPoint point = figure.Series[index].Points[row];
                    NumberCell(xml, $"{Column(index * 2)}{row + 2}", point.X);
                    NumberCell(xml, $"{Column((index * 2) + 1)}{row + 2}", point.Y);
                }
            }

            xml.End();
        }

        xml.End();
        return xml.ToBytes();
    }

    private static void TextCell(Markup xml, string reference, string text) =>
        xml.Start("s:c").Attribute("r", reference).Attribute("t", "inlineStr").Start("s:is").TextElement("s:t", text).End().End();

    private static void NumberCell(Markup xml, string reference, double value) =>
        xml.Start("s:c").Attribute("r", reference).TextElement("s:v", value.ToString("R", CultureInfo.InvariantCulture)).End();

    /// <summary>A, B, …, Z, AA, … from 0.</summary>
    private static string Column(int index) =>
        index < 26 ? ((char)('A' + index)).ToString() : Column((index / 26) - 1) + (char)('A' + (index % 26));
}
