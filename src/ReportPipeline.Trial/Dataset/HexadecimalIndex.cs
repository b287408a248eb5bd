namespace ReportPipeline.Trial.Dataset;

/// <summary>
/// Where ids in ordinal order begin with which hexadecimal digits. The ids are hashes and spread evenly: a search in the range that it
/// names looks at a few ids in place of twenty all over the memory.
/// </summary>
internal sealed class HexadecimalIndex
{
    private const int MostDigits = 5;

    private readonly int digits;

    /// <summary>By the number that the first digits make: the position of the first id that has it or more.</summary>
    private readonly int[] starts;

    private HexadecimalIndex(int digits, int[] starts) => (this.digits, this.starts) = (digits, starts);

    /// <summary>Null when an id begins with something else than lower-case hexadecimal digits, whose order numbers would not keep.</summary>
    /// <param name="ids">In ordinal order.</param>
    public static HexadecimalIndex? Of(string[] ids)
    {
        var digits = 1;
        while (digits < MostDigits && ids.Length >> (4 * digits) > 0)
        {
            digits++;
        }

        var starts = new int[(1 << (4 * digits)) + 1];
        var filled = 0;
        for (var position = 0; position < ids.Length; position++)
        {
            if (Number(ids[position], digits) is not { } number)
            {
                return null;
            }

            for (; filled <= number; filled++)
            {
                starts[filled] = position;
            }
        }

        Array.Fill(starts, ids.Length, filled, starts.Length - filled);
        return new HexadecimalIndex(digits, starts);
    }

    /// <summary>Where the id stands if it is there at all.</summary>
    public (int Start, int Count) RangeOf(string id) =>
        Number(id, digits) is { } number ? (starts[number], starts[number + 1] - starts[number]) : (0, 0);

    private static int? Number(string id, int digits)
    {
        if (id.Length < digits)
        {
            return null;
        }

        var number = 0;
        for (var position = 0; position < digits; position++)
        {
            var digit = id[position] switch
            {
                >= '0' and <= '9' => id[position] - '0',
                >= 'a' and <= 'f' => id[position] - 'a' + 10,
                _ => -1,
            };
            if (digit < 0)
            {
                return null;
            }

            number = (number << 4) | digit;
        }

        return number;
    }
}
