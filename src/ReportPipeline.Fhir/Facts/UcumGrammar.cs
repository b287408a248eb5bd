using System.Collections.Frozen;

namespace ReportPipeline.Fhir.Facts;

/// <summary>
/// Whether a text is a UCUM code (case-sensitive form), by UCUM's grammar (§ 2, productions of the specification 2.1):
/// components joined by '.' and '/', each an optional prefix, an atom, an exponent and an annotation. The atoms are those of
/// laboratory and bedside practice; a rare unit that is missing here is answered as no UCUM, which quarantines a value that
/// the protocol could not convert anyway.
/// </summary>
internal static class UcumGrammar
{
    private static readonly FrozenSet<string> Metric = new[]
    {
        "m", "s", "g", "rad", "K", "C", "cd", "mol", "sr", "Hz", "N", "Pa", "J", "W", "A", "V", "F", "Ohm", "S", "Wb", "Cel", "T", "H", "lm", "lx",
        "Bq", "Gy", "Sv", "l", "L", "ar", "t", "bar", "u", "eV", "eq", "osm", "cal", "B", "bit", "By", "kat", "U", "[IU]", "[iU]", "m[H2O]", "m[Hg]", "g%",
        "[degRe]", "Ci", "R", "dyn", "erg", "P", "Ky", "st", "Mx", "G", "Oe", "mho", "cal_th", "cal_IT", "cal_m",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Simple = new[]
    {
        "%", "[ppth]", "[ppm]", "[ppb]", "[pptr]", "[pi]", "10*", "10^", "deg", "'", "''", "min", "h", "d", "wk", "mo", "a", "a_j", "a_t", "a_g", "mo_j", "mo_s", "mo_g",
        "[degF]", "[degR]", "[in_i]", "[ft_i]", "[yd_i]", "[mi_i]", "[lb_av]", "[oz_av]", "[gr]", "[drp]", "[pH]", "[HPF]", "[LPF]", "[arb'U]", "[CFU]", "[PFU]", "[FFU]",
        "[BAU]", "[AU]", "[TCID_50]", "[CCID_50]", "[EID_50]", "[tb'U]", "[Amb'a'1'U]", "[MET]", "[in_i'H2O]", "[in_i'Hg]", "[psi]", "[pt_us]", "[qt_us]", "[gal_us]", "[foz_us]",
        "[cup_us]", "[tbs_us]", "[tsp_us]", "[Ch]", "[bdsk'U]", "[ka'U]", "[knk'U]", "[mclg'U]", "[S]", "[GPL'U]", "[MPL'U]", "[APL'U]", "[beth'U]", "[anti'Xa'U]", "[todd'U]", "[dye'U]",
        "[smgy'U]", "[USP'U]", "[D'ag'U]", "[Lf]", "[LD50]", "atm", "[g]", "[ISO]", "gon", "circ", "sph", "[car_m]", "[diop]", "att", "mesh", "[mesh_i]", "[bf_i]", "[kn_i]", "[nmi_i]", "[acr_us]",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Prefixes = ["da", "Ki", "Mi", "Gi", "Ti", "Y", "Z", "E", "P", "T", "G", "M", "k", "h", "d", "c", "m", "u", "n", "p", "f", "a", "z", "y"];

    public static bool IsValid(string text)
    {
        if (text.Length is 0 or > 200)
        {
            return false;
        }

        var position = 0;
        return IsMainTerm(text, ref position) && position == text.Length;
    }

    private static bool IsMainTerm(string text, ref int position)
    {
        if (text[position] == '/')
        {
            position++;
        }

        return IsTerm(text, ref position);
    }

    private static bool IsTerm(string text, ref int position)
    {
        do
        {
            if (!IsComponent(text, ref position))
            {
                return false;
            }
        }
        while (position < text.Length && text[position] is '.' or '/' && ++position < text.Length);

        return position == text.Length ? text[^1] is not ('.' or '/') : text[position] == ')';
    }

    private static bool IsComponent(string text, ref int position)
    {
        if (position < text.Length && text[position] == '(')
        {
            position++;
            return position < text.Length && IsMainTerm(text, ref position) && position < text.Length && text[position++] == ')';
        }

        var (end, annotated) = EndOfComponent(text, position);
        var unit = text[position..end];
        position = end;
        if (annotated)
        {
            var close = text.IndexOf('}', end);
            if (close < 0 || text.AsSpan(end + 1, close - end - 1).ContainsAnyExceptInRange('!', '~'))
            {
                return false;
            }

            position = close + 1;
        }

        return unit.Length == 0 ? annotated : IsSimpleUnit(unit);
    }

    /// <summary>The end of a symbol with its exponent, without its annotation. Operators inside [] belong to the symbol.</summary>
    private static (int End, bool Annotated) EndOfComponent(string text, int start)
    {
        var inBrackets = false;
        for (var i = start; i < text.Length; i++)
        {
            inBrackets = text[i] switch { '[' => true, ']' => false, _ => inBrackets };
            if (!inBrackets && text[i] is '.' or '/' or '(' or ')' or '{')
            {
                return (i, text[i] == '{');
            }
        }

        return (text.Length, false);
    }

    private static bool IsSimpleUnit(string unit)
    {
        if (unit.All(char.IsAsciiDigit))
        {
            return true;
        }

        var symbol = WithoutExponent(unit);
        return IsAtom(symbol) || IsAtom(unit);
    }

    // '10*' and '10^' end in characters that are no digits, so their exponent is stripped like any other.
    private static string WithoutExponent(string unit)
    {
        var end = unit.Length;
        while (end > 0 && char.IsAsciiDigit(unit[end - 1]))
        {
            end--;
        }

        return end < unit.Length && end > 0 && unit[end - 1] is '+' or '-' ? unit[..(end - 1)] : unit[..end];
    }

    private static bool IsAtom(string symbol) =>
        Metric.Contains(symbol) || Simple.Contains(symbol)
        || Prefixes.Any(prefix => symbol.StartsWith(prefix, StringComparison.Ordinal) && Metric.Contains(symbol[prefix.Length..]));
}
