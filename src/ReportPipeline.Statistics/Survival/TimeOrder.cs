using System.Runtime.InteropServices;

namespace ReportPipeline.Statistics.Survival;

/// <summary>
/// Rows in ascending order of time, in linear time: counting sort for whole days, radix sort otherwise. Equal times keep
/// the order of the rows.
/// </summary>
internal static class TimeOrder
{
    // Whole numbers up to here differ by far more than the tie tolerance, and a table of this range stays small.
    private const double LargestWholeDay = 4_000_000;
    private const int DigitBits = 11;
    private const int DigitCount = 6;
    private const int DigitValues = 1 << DigitBits;

    /// <param name="times">Finite times; their array is used up.</param>
    /// <param name="rows">The row of each time; on return in the order of the times.</param>
    /// <returns>The times in ascending order, tied ones made equal.</returns>
    public static double[] Sort(double[] times, int[] rows)
    {
        if (AreWholeDays(times, out var first, out var last)) return CountingSort(times, rows, first, last);
        var sorted = RadixSort(times, rows);
        MergeTies(sorted);
        return sorted;
    }

    private static bool AreWholeDays(double[] times, out int first, out int last)
    {
        var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        (first, last) = (0, 0);
        foreach (var time in times)
        {
            if (time != Math.Floor(time)) return false;
            lowest = Math.Min(lowest, time);
            highest = Math.Max(highest, time);
        }

        if (times.Length == 0 || lowest < -LargestWholeDay || highest > LargestWholeDay) return false;
        if (highest - lowest > 1024 + (4.0 * times.Length)) return false;
        (first, last) = ((int)lowest, (int)highest);
        return true;
    }

    private static double[] CountingSort(double[] times, int[] rows, int first, int last)
    {
        var starts = new int[last - first + 2];
        foreach (var time in times) starts[(int)time - first + 1]++;
        for (var day = 1; day < starts.Length; day++) starts[day] += starts[day - 1];
        var unsorted = (int[])rows.Clone();
        var sorted = new double[times.Length];
        for (var i = 0; i < times.Length; i++)
        {
            var position = starts[(int)times[i] - first]++;
            sorted[position] = times[i];
            rows[position] = unsorted[i];
        }

        return sorted;
    }

    private static double[] RadixSort(double[] times, int[] rows)
    {
        // The keys take the place of the times, and the times that of the keys: a million subjects need no further copy.
        var keys = MemoryMarshal.Cast<double, ulong>(times.AsSpan());
        for (var i = 0; i < keys.Length; i++) keys[i] = OrderedBits(times[i]);
        var other = new Spare(
            GC.AllocateUninitializedArray<ulong>(keys.Length), GC.AllocateUninitializedArray<int>(rows.Length));

        // The four high digits order nearly all times; a few that agree in them are put right in place. Too many of those
        // and the two low digits have to be sorted first.
        SortDigits(keys, rows, other, CountDigits(keys), DigitCount - 4);
        if (!InsertLowDigits(keys, rows)) SortDigits(keys, rows, other, CountDigits(keys), 0);

        for (var i = 0; i < keys.Length; i++) times[i] = Time(keys[i]);
        return times;
    }

    // An even number of passes: the result is back in the arrays it came from.
    private static void SortDigits(
        Span<ulong> keys, int[] rows, Spare other, int[] counts, int firstDigit)
    {
        for (var digit = firstDigit; digit < DigitCount; digit += 2)
        {
            Distribute(keys, rows, other.Keys, other.Rows, counts.AsSpan(digit * DigitValues, DigitValues), digit * DigitBits);
            var next = digit + 1;
            Distribute(other.Keys, other.Rows, keys, rows, counts.AsSpan(next * DigitValues, DigitValues), next * DigitBits);
        }
    }

    // Insertion sort of keys that are in order but for their low digits; gives up, rows unharmed, after as many moves as keys.
    private static bool InsertLowDigits(Span<ulong> keys, int[] rows)
    {
        var moves = keys.Length;
        for (var i = 1; i < keys.Length; i++)
        {
            var (key, row) = (keys[i], rows[i]);
            var at = i;
            for (; at > 0 && keys[at - 1] > key && moves > 0; at--, moves--)
                (keys[at], rows[at]) = (keys[at - 1], rows[at - 1]);
            (keys[at], rows[at]) = (key, row);
            if (moves == 0) return false;
        }

        return true;
    }

    private static int[] CountDigits(ReadOnlySpan<ulong> keys)
    {
        var counts = new int[DigitCount * DigitValues];
        foreach (var key in keys)
        {
            for (var digit = 0; digit < DigitCount; digit++)
                counts[(digit * DigitValues) + (int)((key >> (digit * DigitBits)) & (DigitValues - 1))]++;
        }

        return counts;
    }

    private static void Distribute(
        ReadOnlySpan<ulong> from, ReadOnlySpan<int> rowsFrom, Span<ulong> to, Span<int> rowsTo, Span<int> counts, int shift)
    {
        var start = 0;
        for (var value = 0; value < counts.Length; value++)
        {
            var count = counts[value];
            counts[value] = start;
            start += count;
        }

        for (var i = 0; i < from.Length; i++)
        {
            var key = from[i];
            var position = counts[(int)((key >> shift) & (DigitValues - 1))]++;
            to[position] = key;
            rowsTo[position] = rowsFrom[i];
        }
    }

    // IEEE 754 doubles order like their bits once negative numbers are inverted; adding 0 turns −0 into 0.
    private static ulong OrderedBits(double time)
    {
        var bits = BitConverter.DoubleToUInt64Bits(time + 0.0);
        return (bits >> 63) == 0 ? bits | (1UL << 63) : ~bits;
    }

    private static double Time(ulong key) =>
        BitConverter.UInt64BitsToDouble((key >> 63) == 1 ? key & ~(1UL << 63) : ~key);

    // Floating-point arithmetic splits ties. Times are tied when they follow each other within √ε, absolutely or relative to
    // the mean of the distinct |times|, the rule of R's survival::aeqSurv; each run of ties takes its first time.
    private static void MergeTies(double[] sorted)
    {
        var tolerance = TieTolerance(sorted);
        for (var (i, previous) = (1, sorted.Length > 0 ? sorted[0] : 0); i < sorted.Length; i++)
        {
            var time = sorted[i];
            if (time - previous <= tolerance) sorted[i] = sorted[i - 1];
            previous = time;
        }
    }

    private static double TieTolerance(double[] sorted)
    {
        var (sum, distinct) = (0.0, 0);
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && sorted[i] == sorted[i - 1]) continue;
            sum += Math.Abs(sorted[i]);
            distinct++;
        }

        return distinct == 0 ? 0 : Math.Sqrt(double.BitIncrement(1) - 1) * Math.Max(1, sum / distinct);
    }

    /// <summary>Where the keys and rows go in every other pass.</summary>
    private sealed record Spare(ulong[] Keys, int[] Rows);
}
