using System.Globalization;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>Writes a chart part (DrawingML chart, ECMA-376 part 1 §21.2) of lines over two numeric axes, with its values cached.</summary>
/// <param name="trace">Receives series, point, axis, written text and row id of every coordinate that is a result.</param>
internal sealed class ChartPart(ChartFigure figure, PlotArea area, Action<int, int, string, string, string> trace)
{
    private const int HorizontalAxis = 1;
    private const int VerticalAxis = 2;
    private const int MarkerSize = 7; // points
    private const int SmallSize = 5;
    private const int LineWidth = 22_225; // EMU: 1.75 points
    private const int BandWidth = 28_575; // 2.25 points: viewers differ in which series lies on top, so marks must show through

    // LibreOffice keeps only the longest columns of a chart's table: every series is declared as long as the longest, ending in blanks.
    private readonly int length = figure.Series.Length == 0 ? 0 : figure.Series.Max(series => series.Points.Length);

    /// <param name="workbook">Relationship id of the embedded workbook.</param>
    public byte[] Write(string workbook)
    {
        using var xml = new Markup("c:chartSpace", "c", "a", "r");
        xml.Value("c:date1904", 0).Value("c:roundedCorners", 0);
        xml.Start("c:chart").Value("c:autoTitleDeleted", 1).Start("c:plotArea");
        Layout(xml, area);
        Series(xml);
        ValueAxis(xml, figure.Axes.Horizontal, HorizontalAxis, VerticalAxis, "b");
        ValueAxis(xml, figure.Axes.Vertical, VerticalAxis, HorizontalAxis, "l");
        xml.End();
        if (figure.ShowLegend)
        {
            Legend(xml);
        }

        xml.Value("c:plotVisOnly", 1).Value("c:dispBlanksAs", "gap").End();
        xml.Start("c:spPr").Empty("a:noFill").Start("a:ln").Empty("a:noFill").End().End();
        TextProperties(xml, 900);
        xml.Start("c:externalData").Attribute("r:id", workbook).Value("c:autoUpdate", 0).End();
        return xml.ToBytes();
    }

    private static void Layout(Markup xml, PlotArea area)
    {
        xml.Start("c:layout").Start("c:manualLayout").Value("c:layoutTarget", "inner").Value("c:xMode", "edge").Value("c:yMode", "edge")
            .Value("c:x", area.Left).Value("c:y", area.Top).Value("c:w", area.Width).Value("c:h", area.Height).End().End();
    }

    private void Series(Markup xml)
    {
        xml.Start("c:scatterChart").Value("c:scatterStyle", "lineMarker").Value("c:varyColors", 0);
        for (int index = 0; index < figure.Series.Length; index++)
        {
            ChartSeries series = figure.Series[index];
            xml.Start("c:ser").Value("c:idx", index).Value("c:order", index);
            xml.Start("c:tx").Start("c:strRef").TextElement("c:f", ChartWorkbook.NameReference(index))
                .Start("c:strCache").Value("c:ptCount", 1).Start("c:pt").Attribute("idx", 0).TextElement("c:v", series.Name).End().End().End().End();
            Appearance(xml, series);
            Values(xml, "c:xVal", index, series, point => point.X, point => point.XResultId);
            Values(xml, "c:yVal", index, series, point => point.Y, point => point.YResultId);
            xml.Value("c:smooth", 0).End();
        }

        xml.Value("c:axId", HorizontalAxis).Value("c:axId", VerticalAxis).End();
    }

    private static void Appearance(Markup xml, ChartSeries series)
    {
        SeriesLook look = SeriesLook.Of(series.Look);
        bool hasLine = series.Kind is SeriesKind.Line or SeriesKind.MarkedLine or SeriesKind.Band;
        xml.Start("c:spPr");
        StrokeLine(xml, series.Kind == SeriesKind.Band ? BandWidth : LineWidth, hasLine ? look : null);
        xml.End().Start("c:marker");
        string symbol = series.Kind switch
        {
            SeriesKind.Line or SeriesKind.Band => "none",
            SeriesKind.CensoringMarks => "plus",
            _ => look.Marker,
        };
        xml.Value("c:symbol", symbol);
        if (symbol != "none")
        {
            xml.Value("c:size", series.Kind == SeriesKind.SmallMarkers ? SmallSize : MarkerSize).Start("c:spPr");
            if (symbol == "plus")
            {
                xml.Empty("a:noFill");
            }
            else
            {
                xml.Start("a:solidFill").Value("a:srgbClr", look.Colour).End();
            }

            StrokeLine(xml, 12700, look with { Dash = "solid" });
            xml.End();
        }

        xml.End();
    }

    private static void StrokeLine(Markup xml, int width, SeriesLook? look)
    {
        xml.Start("a:ln").Attribute("w", width);
        if (look is null)
        {
            xml.Empty("a:noFill");
        }
        else
        {
            xml.Start("a:solidFill").Value("a:srgbClr", look.Colour).End().Value("a:prstDash", look.Dash);
        }

        xml.End();
    }

    private void Values(Markup xml, string element, int seriesIndex, ChartSeries series, Func<ChartPoint, double> value, Func<ChartPoint, string?> id)
    {
        bool horizontal = element == "c:xVal";
        xml.Start(element).Start("c:numRef").TextElement("c:f", ChartWorkbook.ValueReference(seriesIndex, horizontal, length));
        xml.Start("c:numCache").TextElement("c:formatCode", "General").Value("c:ptCount", length);
        for (int index = 0; index < series.Points.Length; index++)
        {
            ChartPoint point = series.Points[index];
            if (point.IsGap)
            {
                continue;
            }

            string text = value(point).ToString("R", CultureInfo.InvariantCulture);
            xml.Start("c:pt").Attribute("idx", index).TextElement("c:v", text).End();
            if (id(point) is { } resultId)
            {
                trace(seriesIndex, index, horizontal ? "x" : "y", text, resultId);
            }
        }

        xml.End().End().End();
    }

    private static void ValueAxis(Markup xml, ChartAxis axis, int id, int crossing, string position)
    {
        xml.Start("c:valAx").Value("c:axId", id);
        xml.Start("c:scaling");
        if (axis.Logarithmic)
        {
            xml.Value("c:logBase", 10);
        }

        xml.Value("c:orientation", "minMax").Value("c:max", axis.Maximum).Value("c:min", axis.Minimum).End();
        xml.Value("c:delete", axis.Hidden ? 1 : 0).Value("c:axPos", position);
        if (position == "l" && !axis.Hidden)
        {
            xml.Start("c:majorGridlines").Start("c:spPr").Start("a:ln").Attribute("w", 6350).Start("a:solidFill")
                .Value("a:srgbClr", "E3E7ED").End().End().End().End();
        }

        AxisTitle(xml, axis.Title, position);
        xml.Start("c:numFmt").Attribute("formatCode", axis.NumberFormat).Attribute("sourceLinked", 0).End();
        xml.Value("c:majorTickMark", "out").Value("c:minorTickMark", "none").Value("c:tickLblPos", "nextTo");
        xml.Start("c:spPr").Start("a:ln").Attribute("w", 9525).Start("a:solidFill").Value("a:srgbClr", "44546A").End().End().End();
        TextProperties(xml, 850);
        xml.Value("c:crossAx", crossing).Value("c:crosses", "min").Value("c:crossBetween", "midCat");
        if (!axis.Logarithmic)
        {
            xml.Value("c:majorUnit", axis.Step);
        }

        xml.End();
    }

    private static void AxisTitle(Markup xml, string title, string position)
    {
        if (title.Length == 0)
        {
            return;
        }

        xml.Start("c:title").Start("c:tx").Start("c:rich").Start("a:bodyPr");
        if (position == "l")
        {
            xml.Attribute("rot", -5400000).Attribute("vert", "horz");
        }

        xml.End().Start("a:p").Start("a:pPr").Start("a:defRPr").Attribute("sz", 900).Attribute("b", 0).End().End()
            .Start("a:r").Start("a:rPr").Attribute("sz", 900).Attribute("b", 0).End().TextElement("a:t", title).End().End().End().End()
            .Value("c:overlay", 0).End();
    }

    /// <summary>Lines only: what the censoring marks mean stands in the note under the figure.</summary>
    private void Legend(Markup xml)
    {
        xml.Start("c:legend").Value("c:legendPos", area.LegendBelow ? "b" : "t");
        for (int index = 0; index < figure.Series.Length; index++)
        {
            if (figure.Series[index].Kind == SeriesKind.CensoringMarks)
            {
                xml.Start("c:legendEntry").Value("c:idx", index).Value("c:delete", 1).End();
            }
        }

        xml.Value("c:overlay", 0);
        TextProperties(xml, 900);
        xml.End();
    }

    private static void TextProperties(Markup xml, int size)
    {
        xml.Start("c:txPr").Empty("a:bodyPr").Start("a:p").Start("a:pPr").Start("a:defRPr").Attribute("sz", size);
        xml.Start("a:solidFill").Value("a:srgbClr", "262626").End();
        xml.Start("a:latin").Attribute("typeface", "Arial").End().Start("a:ea").Attribute("typeface", "Microsoft YaHei").End();
        xml.End().End().Start("a:endParaRPr").Attribute("lang", "en-US").End().End().End();
    }
}
