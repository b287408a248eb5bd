using System.Collections.Frozen;
using Hl7.Fhir.Model;
using ReportPipeline.Trial.Protocol;
using TrialCoding = ReportPipeline.Trial.Protocol.Coding;

namespace ReportPipeline.Fhir.Facts;

/// <summary>A trial treatment, or a class of concomitant treatment (then <paramref name="Treatment"/> is null).</summary>
internal sealed record MedicationMeaning(string Code, Treatment? Treatment);

/// <summary>The protocol's codings by (system, code): what each one means to the trial.</summary>
internal sealed class TrialCodes
{
    private readonly FrozenDictionary<(string, string), Parameter> _parameters;
    private readonly FrozenDictionary<(string, string), Parameter> _parametersWithEvidence;
    private readonly FrozenDictionary<(string, string), string> _terms;
    private readonly FrozenDictionary<(string, string), int> _grades;
    private readonly FrozenDictionary<(string, string), RelatednessCode> _relatedness;
    private readonly FrozenDictionary<(string, string), MedicationMeaning> _medications;
    private readonly FrozenDictionary<string, FrozenDictionary<(string, string), string>> _values;

    private readonly FrozenDictionary<string, int> _strengths;

    public TrialCodes(TrialProtocol protocol)
    {
        _strengths = protocol.AdverseEvents.Relatedness.Select((code, rank) => (code.Value, rank)).ToFrozenDictionary(pair => pair.Value, pair => pair.rank);
        _parameters = Index(protocol.Parameters, parameter => parameter.Codings, parameter => parameter);
        _parametersWithEvidence = Index(protocol.Parameters, parameter => parameter.CodingsWithEvidence, parameter => parameter);
        _terms = Index(protocol.AdverseEvents.Categories.SelectMany(category => category.Terms), term => term.Codings, term => term.Code);
        _grades = Index(protocol.AdverseEvents.Grades, grade => grade.Codings, grade => grade.Grade);
        _relatedness = Index(protocol.AdverseEvents.Relatedness, relatedness => relatedness.Codings, relatedness => relatedness);
        var treatments = Index(protocol.Treatments, treatment => treatment.Codings, treatment => new MedicationMeaning(treatment.Code, treatment));
        var classes = Index(protocol.ConcomitantTreatmentClasses, item => item.Codings, item => new MedicationMeaning(item.Code, null));
        _medications = treatments.Concat(classes).DistinctBy(pair => pair.Key).ToFrozenDictionary();
        _values = protocol.Parameters.ToFrozenDictionary(
            parameter => parameter.Code,
            parameter => Index(parameter.Values, value => value.Codings, value => value.Value));
    }

    public IReadOnlyList<Parameter> Parameters(CodeableConcept? concept) => Meanings(_parameters, concept);

    /// <summary>Parameters that the concept names only together with a specimen or a method.</summary>
    public IReadOnlyList<Parameter> ParametersWithEvidence(CodeableConcept? concept) => Meanings(_parametersWithEvidence, concept);

    public IReadOnlyList<string> Values(Parameter parameter, CodeableConcept? concept) => Meanings(_values[parameter.Code], concept);

    public IReadOnlyList<string> Terms(CodeableConcept? concept) => Meanings(_terms, concept);

    public IReadOnlyList<int> Grades(CodeableConcept? concept) => Meanings(_grades, concept);

    public IReadOnlyList<RelatednessCode> Relatedness(CodeableConcept? concept) => Meanings(_relatedness, concept);

    /// <summary>The protocol lists relatedness from not related to definite.</summary>
    public int StrengthOf(RelatednessCode relatedness) => _strengths[relatedness.Value];

    public IReadOnlyList<MedicationMeaning> Medications(CodeableConcept? concept) => Meanings(_medications, concept);

    private static FrozenDictionary<(string, string), TMeaning> Index<TItem, TMeaning>(
        IEnumerable<TItem> items, Func<TItem, IEnumerable<TrialCoding>> codings, Func<TItem, TMeaning> meaning) =>
        items.SelectMany(item => codings(item).Select(coding => (Key: (coding.System, coding.Code), Meaning: meaning(item))))
            .DistinctBy(pair => pair.Key)
            .ToFrozenDictionary(pair => pair.Key, pair => pair.Meaning);

    private static IReadOnlyList<TMeaning> Meanings<TMeaning>(FrozenDictionary<(string, string), TMeaning> index, CodeableConcept? concept)
    {
        if (concept is null)
        {
            return [];
        }

        var found = new List<TMeaning>(1);
        foreach (var coding in concept.Coding)
        {
            if (coding.System is { } system && coding.Code is { } code && index.TryGetValue((system, code), out var meaning) && !found.Contains(meaning))
            {
                found.Add(meaning);
            }
        }

        return found;
    }
}
