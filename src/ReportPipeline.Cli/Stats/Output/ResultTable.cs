using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ReportPipeline.Cli.Stats.Output;

/// <summary>Prints a result for reading: values line by line, lists as aligned columns, six significant digits.</summary>
internal sealed class ResultTable
{
    private const string Reasons = "notEstimable";
    private readonly StringBuilder text = new();

    private ResultTable()
    {
    }

    public static string Of(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var table = new ResultTable();
        table.Write(document.RootElement, "");
        return table.text.ToString();
    }

    private void Write(JsonElement item, string heading)
    {
        if (heading.Length > 0) text.AppendLine().AppendLine(heading);
        JsonProperty[] scalars = [.. item.EnumerateObject().Where(property => IsScalar(property.Value))];
        var width = scalars.Length == 0 ? 0 : scalars.Max(property => property.Name.Length);
        foreach (var property in scalars)
        {
            var reason = Reason(item, property.Name) is { } why ? $": {why}" : "";
            text.AppendLine(CultureInfo.InvariantCulture, $"{property.Name.PadRight(width)}  {Cell(property.Value)}{reason}");
        }

        Nested(item, heading);
    }

    private void Nested(JsonElement item, string heading)
    {
        foreach (var property in item.EnumerateObject().Where(property => !IsScalar(property.Value) && property.Name != Reasons))
        {
            var name = heading.Length == 0 ? property.Name : $"{heading}, {property.Name}";
            if (property.Value.ValueKind == JsonValueKind.Object) Write(property.Value, name);
            else List(property.Value, name);
        }
    }

    private void List(JsonElement list, string heading)
    {
        JsonElement[] items = [.. list.EnumerateArray()];
        text.AppendLine().AppendLine(heading);
        string[] columns = [.. items.SelectMany(Columns).Distinct()];
        string[][] rows = [columns, .. items.Select(item => columns.Select(column => Cell(item, column)).ToArray())];
        Align(rows);
        foreach (var reason in items.SelectMany(AllReasons).Distinct()) text.AppendLine(CultureInfo.InvariantCulture, $"not estimable: {reason}");
        foreach (var item in items) Nested(item, Label(heading, item));
    }

    private void Align(string[][] rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (var row in rows)
            text.AppendLine(string.Join("  ", row.Select((cell, column) => cell.PadLeft(widths[column]))).TrimEnd());
    }

    private static IEnumerable<string> Columns(JsonElement item) => item.EnumerateObject()
        .Where(property => IsScalar(property.Value)).Select(property => property.Name);

    private static IEnumerable<string> AllReasons(JsonElement item) => item.TryGetProperty(Reasons, out var reasons)
        ? reasons.EnumerateObject().Select(reason => $"{reason.Name}: {reason.Value.GetString()}")
        : [];

    private static string? Reason(JsonElement item, string property) =>
        item.TryGetProperty(Reasons, out var reasons) && reasons.TryGetProperty(property, out var reason)
            ? reason.GetString()
            : null;

    // A group's own lists carry its first property, its label, in their heading.
    private static string Label(string heading, JsonElement item) =>
        item.EnumerateObject().FirstOrDefault() is { Value.ValueKind: JsonValueKind.String or JsonValueKind.Number } first
            ? $"{heading} {Printable(first.Value.ToString())}"
            : heading;

    private static bool IsScalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => false,
        JsonValueKind.Array => value.EnumerateArray().All(item => item.ValueKind != JsonValueKind.Object) && value.GetArrayLength() > 0,
        _ => true,
    };

    private static string Cell(JsonElement item, string column) =>
        item.TryGetProperty(column, out var value) ? Cell(value) : "";

    private static string Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "NE",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Cell)),
        JsonValueKind.Number when !value.TryGetInt64(out _) => value.GetDouble().ToString("G6", CultureInfo.InvariantCulture),
        _ => Printable(value.ToString()),
    };

    /// <summary>Labels come from the user's data: a control character or a change of direction could make a terminal show another number.</summary>
    private static string Printable(string label) => string.Concat(label.Select(letter =>
        char.IsControl(letter) || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') ? '\uFFFD' : letter));
}
