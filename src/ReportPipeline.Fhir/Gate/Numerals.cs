namespace ReportPipeline.Fhir.Gate;

/// <summary>
/// R4 bounds neither the digits nor the exponent of a decimal, but <see cref="decimal"/> does, and the parser cuts digits off in silence.
/// </summary>
internal static class Numerals
{
    private const int MostDigits = 28;
    private const int AlwaysFits = 20;

    /// <summary>True when the numeral, which follows JSON's grammar, is kept digit by digit.</summary>
    public static bool IsExact(ReadOnlySpan<byte> numeral)
    {
        if (numeral.Length <= AlwaysFits && numeral.IndexOfAny((byte)'e', (byte)'E') < 0)
        {
            return true;
        }

        var (digits, decimals, exponent) = Measure(numeral);
        if (digits == 0)
        {
            return true;
        }

        var decimalPlaces = Math.Max(0, decimals - exponent);
        var wholeDigits = digits - decimals + exponent;
        return digits <= MostDigits && decimalPlaces <= MostDigits && wholeDigits <= MostDigits;
    }

    /// <summary>Significant digits without leading zeros, digits after the point, and the exponent (clipped to ±9999).</summary>
    private static (int Digits, int Decimals, int Exponent) Measure(ReadOnlySpan<byte> numeral)
    {
        int digits = 0, decimals = 0, exponent = 0;
        bool afterPoint = false, inExponent = false, negativeExponent = false;
        foreach (var character in numeral)
        {
            switch (character)
            {
                case (byte)'.':
                    afterPoint = true;
                    break;
                case (byte)'e' or (byte)'E':
                    inExponent = true;
                    break;
                case (byte)'-':
                    negativeExponent = inExponent;
                    break;
                case >= (byte)'0' and <= (byte)'9' when inExponent:
                    exponent = Math.Min((exponent * 10) + character - '0', 9999);
                    break;
                case >= (byte)'0' and <= (byte)'9':
                    digits += digits > 0 || character != '0' ? 1 : 0;
                    decimals += afterPoint ? 1 : 0;
                    break;
            }
        }

        return (digits, decimals, negativeExponent ? -exponent : exponent);
    }
}
