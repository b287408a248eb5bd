using System.Globalization;
using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Fhir.Facts;

/// <summary>Observation → one fact per parameter that its code, or the code of a component, stands for.</summary>
internal sealed class ObservationFacts(TrialCodes codes, SubjectRules subjects, FactTimes times)
{
    private static readonly OccurrenceValue Occurrence = new();

    private readonly ObservationValues _values = new(codes);

    public IEnumerable<ObservationFact> Read(Observation observation, FactContext context)
    {
        var measured = MeasuredBy(observation, context);
        context.IsRelevant = measured.Count > 0;
        context.Link = subjects.OfReference(observation.Subject, context);
        if (context.Link is not { } link || measured.Count == 0)
        {
            return [];
        }

        var status = StatusOf(observation.Status);
        // LOINC 81956-5 and its like carry the date as their value; when it was observed is another date.
        var when = measured is [{ Parameter.Kind: ParameterKind.Date, Value: FhirDateTime date } dated]
            ? times.Read(date, context, dated.Element + ".value", dated.Parameter.Code)
            : times.Read(observation.Effective, context, ".effective", measured[0].Parameter.Code);
        return [.. measured.Select(item => new ObservationFact(
            link, status, context.Source, item.Parameter.Code, when,
            Counts(status) ? ValueOf(item, observation, context) : new MissingValue(DataAbsentReasons.Unknown)))];
    }

    private List<MeasuredItem> MeasuredBy(Observation observation, FactContext context)
    {
        var items = new List<MeasuredItem>(1);
        var hasEvidence = observation.Specimen is not null || observation.Method is not null;
        var known = Add(items, new MeasuredItem(null!, observation.Code, observation.Value, observation.DataAbsentReason, "") { HasEvidence = hasEvidence }, context);
        for (var i = 0; i < observation.Component.Count; i++)
        {
            var component = observation.Component[i];
            var element = string.Create(CultureInfo.InvariantCulture, $".component[{i}]");
            known |= Add(items, new MeasuredItem(null!, component.Code, component.Value, component.DataAbsentReason, element) { HasEvidence = hasEvidence }, context);
        }

        if (!known)
        {
            context.Tell(TrialIssues.ParameterUnknown, ".code");
        }

        // A panel names itself and carries its values in components: it lacks nothing.
        return items.Count > 1 ? [.. items.Where(item => item.Element.Length > 0 || item.Value is not null || item.Absent is not null)] : items;
    }

    private bool Add(List<MeasuredItem> items, MeasuredItem item, FactContext context)
    {
        var parameters = codes.Parameters(item.Code);
        if (parameters.Count == 1)
        {
            items.Add(item with { Parameter = parameters[0] });
        }
        else if (parameters.Count > 1)
        {
            context.Ask(TrialIssues.ParameterAmbiguous, item.Element + ".code", null);
        }

        return parameters.Count > 0 || AddWithEvidence(items, item, context);
    }

    private bool AddWithEvidence(List<MeasuredItem> items, MeasuredItem item, FactContext context)
    {
        if (codes.ParametersWithEvidence(item.Code) is not [var parameter])
        {
            return false;
        }

        if (item.HasEvidence)
        {
            items.Add(item with { Parameter = parameter });
        }
        else
        {
            context.Ask(TrialIssues.ParameterUndecided, item.Element + ".code", parameter.Code);
        }

        return true;
    }

    private ObservedValue ValueOf(MeasuredItem item, Observation observation, FactContext context) => item.Parameter.Kind switch
    {
        ParameterKind.Date or ParameterKind.Period when HasNotOccurred(item) => new MissingValue(DataAbsentReasons.CodeOf(item.Absent!)),
        ParameterKind.Date => Occurrence,
        ParameterKind.Period => OccurrenceOf(observation, context),
        _ => _values.Read(item, context),
    };

    // A reason in place of the date says that there is none. Which reasons leave a death a death, its derivation says.
    private static bool HasNotOccurred(MeasuredItem item) => item.Absent is not null && item.Value is null;

    private static OccurrenceValue OccurrenceOf(Observation observation, FactContext context)
    {
        if (observation.Effective is not (Period or null))
        {
            context.Tell(TrialIssues.TimeMissing, ".effective");
        }

        return Occurrence;
    }

    private static bool Counts(RecordStatus status) => status is not (RecordStatus.EnteredInError or RecordStatus.NotCounted);

    private static RecordStatus StatusOf(ObservationStatus? status) => status switch
    {
        ObservationStatus.Final => RecordStatus.Final,
        ObservationStatus.Preliminary => RecordStatus.Preliminary,
        ObservationStatus.Amended or ObservationStatus.Corrected => RecordStatus.Amended,
        ObservationStatus.EnteredInError => RecordStatus.EnteredInError,
        _ => RecordStatus.NotCounted,
    };
}

/// <summary>What is said about one parameter, by the Observation itself or by a component.</summary>
/// <param name="Element">Path below the resource: empty, or the component.</param>
internal sealed record MeasuredItem(Parameter Parameter, CodeableConcept? Code, DataType? Value, CodeableConcept? Absent, string Element)
{
    /// <summary>The Observation says how the value was obtained.</summary>
    public bool HasEvidence { get; init; }
}
