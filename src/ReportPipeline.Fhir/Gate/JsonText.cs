using System.Globalization;
using System.Text;

namespace ReportPipeline.Fhir.Gate;

/// <summary>What JSON's grammar allows in a string and FHIR does not: control characters and broken surrogate pairs.</summary>
internal static class JsonText
{
    /// <param name="raw">The string between its quotes, escapes still in place.</param>
    public static bool EscapesAreText(ReadOnlySpan<byte> raw)
    {
        var highSurrogateOpen = false;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                if (highSurrogateOpen)
                {
                    return false;
                }

                continue;
            }

            i++;
            if (raw[i] is not (byte)'u')
            {
                if (highSurrogateOpen || raw[i] is (byte)'b' or (byte)'f')
                {
                    return false;
                }

                continue;
            }

            var unit = (char)ushort.Parse(Encoding.ASCII.GetString(raw.Slice(i + 1, 4)), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            i += 4;
            if (char.IsLowSurrogate(unit) != highSurrogateOpen || (unit < ' ' && unit is not ('\t' or '\r' or '\n')))
            {
                return false;
            }

            highSurrogateOpen = char.IsHighSurrogate(unit);
        }

        return !highSurrogateOpen;
    }
}
