namespace ReportPipeline.Cli.Stats.Csv;

/// <summary>A column of the file: numbers, or codes of labels.</summary>
internal sealed class CsvColumn
{
    private CsvColumn(string name, double[]? numbers, int[]? codes, string[] labels)
    {
        Name = name;
        this.numbers = numbers;
        this.codes = codes;
        Labels = labels;
    }

    private readonly double[]? numbers;
    private readonly int[]? codes;

    public string Name { get; }

    public bool IsNumeric => numbers is not null;

    public double[] Numbers => numbers ?? throw new InvalidOperationException("The column holds labels.");

    /// <summary>Each row's label as an index into <see cref="Labels"/>.</summary>
    public int[] Codes => codes ?? throw new InvalidOperationException("The column holds numbers.");

    /// <summary>The labels that occur: in numeric order when all are numbers, otherwise in ordinal order.</summary>
    public string[] Labels { get; }

    public int Rows => numbers?.Length ?? Codes.Length;

    public static CsvColumn OfNumbers(string name, double[] numbers) => new(name, numbers, null, []);

    public static CsvColumn OfLabels(string name, int[] codes, IReadOnlyList<string> labels)
    {
        var order = LabelOrder.Of(labels);
        var place = new int[order.Length];
        for (var i = 0; i < order.Length; i++) place[order[i]] = i;
        for (var row = 0; row < codes.Length; row++) codes[row] = place[codes[row]];
        return new CsvColumn(name, null, codes, [.. order.Select(index => labels[index])]);
    }

    public bool[] Flags() => Array.ConvertAll(Numbers, number => number != 0);

    public int[] WholeNumbers() => Array.ConvertAll(Numbers, number => (int)number);

    /// <summary>Each row's label.</summary>
    public string[] Text() => Array.ConvertAll(Codes, code => Labels[code]);

    /// <summary>The values of this numeric column, one array per label of another.</summary>
    public double[][] SplitBy(CsvColumn groups)
    {
        var sizes = new int[groups.Labels.Length];
        foreach (var code in groups.Codes) sizes[code]++;
        var parts = Array.ConvertAll(sizes, size => new double[size]);
        Array.Clear(sizes);
        for (var row = 0; row < Rows; row++)
        {
            var code = groups.Codes[row];
            parts[code][sizes[code]++] = Numbers[row];
        }

        return parts;
    }
}
