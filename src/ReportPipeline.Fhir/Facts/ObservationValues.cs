using System.Globalization;
using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Fhir.Facts;

/// <summary>
/// The value of an Observation in canonical form. A value that cannot be used is quarantined: the fact says that something was
/// sent and cannot be analysed, so that it still takes the place of an earlier version.
/// </summary>
internal sealed class ObservationValues(TrialCodes codes)
{
    private static readonly MissingValue Quarantined = new(AbsentReasons.Quarantined);

    public ObservedValue Read(MeasuredItem item, FactContext context) => item.Value switch
    {
        null => Missing(item, context),
        Quantity when context.Entry.HasInexactNumbers => Quarantine(BodyIssues.NumberTooPrecise, item, context),
        Quantity quantity when item.Parameter.Kind == ParameterKind.Quantity => OfQuantity(quantity, item, context),
        Integer { Value: { } count } when item.Parameter is { Kind: ParameterKind.Quantity, Unit: "1" } => InRange(new QuantityValue(count, null), item, context),
        CodeableConcept concept when item.Parameter.Kind == ParameterKind.Coded => OfConcept(concept, item, context),
        _ => Quarantine(TrialIssues.ValueKind, item, context),
    };

    private static MissingValue Missing(MeasuredItem item, FactContext context)
    {
        if (item.Absent is not null)
        {
            return new MissingValue(DataAbsentReasons.CodeOf(item.Absent));
        }

        context.Ask(TrialIssues.ValueMissing, item.Element, item.Parameter.Code);
        return new MissingValue(DataAbsentReasons.Unknown);
    }

    private static ObservedValue OfQuantity(Quantity quantity, MeasuredItem item, FactContext context)
    {
        var (value, problem) = Units.ToCanonical(quantity, item.Parameter);
        return value is { } canonical
            ? InRange(new QuantityValue(canonical, ComparatorOf(quantity)), item, context)
            : Quarantine(problem!, item, context, UnitsOf(item.Parameter));
    }

    /// <summary>What would have been taken: the canonical unit first.</summary>
    private static string UnitsOf(Parameter parameter) =>
        $"Units of {parameter.Code}: {string.Join(", ", parameter.Conversions.Select(conversion => conversion.From).Prepend(parameter.Unit))}.";

    private static QuantityValue InRange(QuantityValue value, MeasuredItem item, FactContext context)
    {
        if (item.Parameter.Range is { } range && (value.Value < range.Low || value.Value > range.High))
        {
            context.Ask(
                TrialIssues.ValueOutOfRange, item.Element + ".value", item.Parameter.Code,
                string.Create(CultureInfo.InvariantCulture, $"Range of {item.Parameter.Code}: {range.Low} to {range.High} {item.Parameter.Unit}."));
        }

        return value;
    }

    private ObservedValue OfConcept(CodeableConcept concept, MeasuredItem item, FactContext context)
    {
        var values = codes.Values(item.Parameter, concept);
        return values.Count == 1
            ? new CodedFactValue(values[0])
            : Quarantine(values.Count == 0 ? TrialIssues.ValueNotListed : TrialIssues.ValueAmbiguous, item, context, $"Parameter: {item.Parameter.Code}.");
    }

    private static MissingValue Quarantine(IssueDefinition why, MeasuredItem item, FactContext context, string? detail = null)
    {
        context.Ask(why, item.Element + ".value", item.Parameter.Code, detail);
        return Quarantined;
    }

    private static string? ComparatorOf(Quantity quantity) => quantity.Comparator switch
    {
        Quantity.QuantityComparator.LessThan => "<",
        Quantity.QuantityComparator.LessOrEqual => "<=",
        Quantity.QuantityComparator.GreaterOrEqual => ">=",
        Quantity.QuantityComparator.GreaterThan => ">",
        _ => null,
    };
}
