using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using ReportPipeline.Reporting.Word;
using ReportPipeline.Trial.Documents;

namespace ReportPipeline.Reporting.Verification;

/// <param name="Series">Index of the series, from 0.</param>
/// <param name="Point">Index of the point, from 0.</param>
/// <param name="Axis"><c>x</c> or <c>y</c>.</param>
internal sealed record ChartPlace(string Series, string Point, string Axis);

/// <summary>Reads plotted values from a chart and from the workbook behind it: a reader of the document may look at either.</summary>
internal sealed class ChartReader(PackageParts parts, BodyReader body)
{
    private static readonly XNamespace C = Markup.NamespaceOf("c");
    private static readonly XNamespace S = Markup.NamespaceOf("s");
    private static readonly XNamespace Rel = Markup.NamespaceOf("rel");

    private readonly Dictionary<string, Dictionary<ChartPlace, string>> charts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, string>> workbooks = new(StringComparer.Ordinal);
    private Dictionary<string, string>? figures;

    /// <summary>The value in the chart and the one in its workbook.</summary>
    public IEnumerable<DocumentNumber> Numbers(string chart, ChartPlace place)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"series {Index(place.Series) + 1}, point {Index(place.Point) + 1}, {place.Axis}");
        string where = $"{FigureOf(chart)}, {name}";
        yield return new DocumentNumber(chart, where, "", PointsOf(chart).GetValueOrDefault(place, ""));

        string workbook = chart.Replace("charts/chart", "embeddings/workbook", StringComparison.Ordinal).Replace(".xml", ".xlsx", StringComparison.Ordinal);
        string cell = ChartWorkbook.Cell(Index(place.Series), place.Axis == "x", Index(place.Point));
        yield return new DocumentNumber(workbook, $"{where}, workbook cell {cell}", "", CellsOf(workbook).GetValueOrDefault(cell, ""));
    }

    private static int Index(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : 0;

    private string FigureOf(string chart)
    {
        figures ??= Relationships().ToDictionary(StringComparer.Ordinal);
        return figures.GetValueOrDefault(chart, chart);
    }

    private IEnumerable<KeyValuePair<string, string>> Relationships() =>
        (Load("word/_rels/document.xml.rels")?.Root?.Elements(Rel + "Relationship") ?? [])
        .Select(relation => (Target: $"word/{(string?)relation.Attribute("Target")}", Id: (string?)relation.Attribute("Id") ?? ""))
        .Where(relation => body.Charts.ContainsKey(relation.Id))
        .DistinctBy(relation => relation.Target)
        .Select(relation => KeyValuePair.Create(relation.Target, body.Charts[relation.Id]));

    private Dictionary<ChartPlace, string> PointsOf(string chart)
    {
        if (!charts.TryGetValue(chart, out Dictionary<ChartPlace, string>? points))
        {
            charts[chart] = points = [];
            foreach (XElement value in Load(chart)?.Descendants(C + "pt") ?? [])
            {
                XElement? axis = value.Ancestors().FirstOrDefault(ancestor => ancestor.Name == C + "xVal" || ancestor.Name == C + "yVal");
                if (axis?.Parent?.Element(C + "idx")?.Attribute("val")?.Value is { } series)
                {
                    points.TryAdd(new ChartPlace(series, (string?)value.Attribute("idx") ?? "", axis.Name == C + "xVal" ? "x" : "y"), value.Value);
                }
            }
        }

        return points;
    }

    private Dictionary<string, string> CellsOf(string workbook)
    {
        if (!workbooks.TryGetValue(workbook, out Dictionary<string, string>? cells))
        {
            workbooks[workbook] = cells = new(StringComparer.Ordinal);
            foreach (XElement cell in Sheet(workbook)?.Descendants(S + "c") ?? [])
            {
                cells.TryAdd((string?)cell.Attribute("r") ?? "", cell.Value);
            }
        }

        return cells;
    }

    private XDocument? Sheet(string workbook)
    {
        try
        {
            return parts.Find(workbook) is { } bytes ? Load(new PackageParts(bytes), "xl/worksheets/sheet1.xml") : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private XDocument? Load(string part) => Load(parts, part);

    private static XDocument? Load(PackageParts from, string part)
    {
        try
        {
            return from.Find(part) is { } bytes ? PartXml.Load(bytes) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
