using System.Globalization;
using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Gate;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Parsing;

/// <summary>In XML a numeral of many digits may be an identifier; it matters only where it is a decimal.</summary>
internal sealed class LongDecimals(EntrySlice slice, IssueList issues)
{
    private readonly HashSet<decimal> _cut =
    [
        .. slice.LongNumerals
            .Select(numeral => decimal.TryParse(numeral, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : (decimal?)null)
            .OfType<decimal>(),
    ];

    /// <returns>True when a decimal of the element was cut.</returns>
    public bool Check(Base element, string path)
    {
        var found = false;
        foreach (var (name, value) in element.EnumerateElements())
        {
            if (value is FhirDecimal number)
            {
                found |= IsCut(number, $"{path}.{name}");
            }
            else if (value is Base child)
            {
                found |= Check(child, $"{path}.{name}");
            }
            else if (value is IEnumerable<Base> children)
            {
                found |= children.Select((item, i) => Check(item, string.Create(CultureInfo.InvariantCulture, $"{path}.{name}[{i}]"))).ToList().Contains(true);
            }
        }

        return found;
    }

    private bool IsCut(FhirDecimal number, string path)
    {
        var isCut = Decimals.Of(number) is not { } value || _cut.Contains(value);
        if (isCut)
        {
            issues.Add(BodyIssues.NumberTooPrecise, path);
        }

        return isCut;
    }
}
