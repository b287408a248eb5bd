namespace ReportPipeline.Statistics.Survival;

/// <summary>Labels (any whole numbers) and each row's label as an index into them.</summary>
/// <param name="Labels">The labels that occur, ascending.</param>
/// <param name="Codes">For every row the index of its label; <see langword="null"/> when there is a single label.</param>
internal sealed record Coding(int[] Labels, int[]? Codes)
{
    // Labels are arm or stratum numbers in practice: a table of this width is cheaper than a search.
    private const int WidestTable = 1 << 16;

    public int Count => Labels.Length;

    /// <param name="labels">One label per row of the input; empty when all rows share one.</param>
    /// <param name="rows">The rows that take part, in the order wanted.</param>
    public static Coding Create(ReadOnlySpan<int> labels, int[] rows)
    {
        if (labels.IsEmpty) return new Coding([0], null);
        var codes = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++) codes[i] = labels[rows[i]];
        var distinct = codes.Length == 0 ? [] : Encode(codes);
        return distinct.Length == 1 ? new Coding(distinct, null) : new Coding(distinct, codes);
    }

    public int CodeAt(int position) => Codes is null ? 0 : Codes[position];

    /// <summary>Positions grouped by code, in order within each; <c>Starts</c> has one entry more than there are codes.</summary>
    public (int[] Positions, int[] Starts) Partition(int length)
    {
        if (Codes is null) return (Enumerable.Range(0, length).ToArray(), [0, length]);
        var starts = new int[Count + 1];
        foreach (var code in Codes) starts[code + 1]++;
        for (var code = 0; code < Count; code++) starts[code + 1] += starts[code];
        var next = (int[])starts.Clone();
        var positions = new int[length];
        for (var i = 0; i < length; i++) positions[next[Codes[i]]++] = i;
        return (positions, starts);
    }

    // Replaces the labels by their codes and returns the distinct labels.
    private static int[] Encode(int[] labels)
    {
        var (lowest, highest) = (labels[0], labels[0]);
        foreach (var label in labels)
        {
            lowest = Math.Min(lowest, label);
            highest = Math.Max(highest, label);
        }

        if ((long)highest - lowest >= WidestTable)
        {
            int[] sorted = [.. labels.Distinct().Order()];
            for (var i = 0; i < labels.Length; i++) labels[i] = Array.BinarySearch(sorted, labels[i]);
            return sorted;
        }

        var codeOf = new int[highest - lowest + 1];
        foreach (var label in labels) codeOf[label - lowest] = 1;
        int[] distinct = [.. Enumerable.Range(lowest, codeOf.Length).Where(label => codeOf[label - lowest] > 0)];
        for (var code = 0; code < distinct.Length; code++) codeOf[distinct[code] - lowest] = code;
        for (var i = 0; i < labels.Length; i++) labels[i] = codeOf[labels[i] - lowest];
        return distinct;
    }
}
