using System.Globalization;
using System.Text;

namespace ReportPipeline.Cli.Stats.Csv;

/// <summary>Collects the cells of one column and judges each as it comes.</summary>
internal sealed class ColumnBuilder(ColumnRequest request, int capacity)
{
    private readonly Dictionary<string, int> labels = new(StringComparer.Ordinal);
    private double[] numbers = [];
    private int[] codes = [];
    private bool isText = request.Kind == ColumnKind.Category;
    private int rows;

    public ColumnRequest Request => request;

    /// <returns>What is wrong with the cell, or <see langword="null"/>.</returns>
    public string? Add(ReadOnlySpan<byte> cell)
    {
        if (IsMissing(cell)) return "missing value";
        if (rows == 0) Start(cell);
        var fault = isText ? AddLabel(cell) : AddNumber(cell);
        rows++;
        return fault;
    }

    public CsvColumn Build() => isText
        ? CsvColumn.OfLabels(request.Name, codes[..rows], [.. labels.Keys])
        : CsvColumn.OfNumbers(request.Name, numbers.Length == rows ? numbers : numbers[..rows]);

    // The first cell of a covariate decides what it is; a later cell of the other kind is then an error, never a guess.
    private void Start(ReadOnlySpan<byte> cell)
    {
        if (request.Kind == ColumnKind.Covariate) isText = !TryNumber(cell, out _);
        if (isText) codes = new int[capacity];
        else numbers = new double[capacity];
    }

    private string? AddLabel(ReadOnlySpan<byte> cell)
    {
        if (request.Kind == ColumnKind.Covariate && TryNumber(cell, out _))
            return "a number in a column whose first cell is text: a covariate holds numbers only or text only";
        Span<char> characters = stackalloc char[256];
        if (cell.Length > characters.Length) characters = new char[cell.Length];
        var label = characters[..Encoding.UTF8.GetChars(cell, characters)];
        var known = labels.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(label, out var code)) known[label] = code = labels.Count;
        codes[rows] = code;
        return null;
    }

    private string? AddNumber(ReadOnlySpan<byte> cell)
    {
        if (!TryNumber(cell, out var number)) return "not a number";
        numbers[rows] = number;
        return request.Kind switch
        {
            _ when !double.IsFinite(number) => "not a finite number",
            ColumnKind.Time when number < 0 => "a negative time",
            ColumnKind.Event when number is not (0 or 1) => "an event is 1 (observed) or 0 (censored)",
            ColumnKind.Cause when number is < 0 or > 1_000_000 || number != Math.Floor(number) =>
                "a cause is 0 (censored) or the number of an event: 1, 2, …",
            _ => null,
        };
    }

    private static bool TryNumber(ReadOnlySpan<byte> cell, out double number) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static bool IsMissing(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > 3 && !char.IsWhiteSpace((char)cell[0])) return false;
        var text = cell.Trim(" \t"u8);
        return text.IsEmpty || text.SequenceEqual("."u8) || text.SequenceEqual("NA"u8) || text.SequenceEqual("NaN"u8);
    }
}
