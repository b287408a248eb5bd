using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Fhir.Facts;

/// <summary>Grade, seriousness and relatedness, each sent in two places: when the places disagree, neither is used and the sender is asked.</summary>
internal sealed class AdverseEventAssessment(TrialCodes codes)
{
    /// <summary>CTCAE: death related to the adverse event.</summary>
    public const int DeathGrade = 5;

    public int? GradeOf(AdverseEvent adverseEvent, string? term, FactContext context)
    {
        var grades = new[] { AdverseEventBackport.Grade, AdverseEventBackport.SeverityOrGrade }
            .SelectMany(url => adverseEvent.GetExtensions(url))
            .Select(extension => extension.Value)
            .OfType<CodeableConcept>()
            .Append(adverseEvent.Severity)
            .SelectMany(codes.Grades)
            .Distinct()
            .ToList();
        switch (grades.Count)
        {
            case 1:
                return grades[0];
            case 0:
                context.Ask(TrialIssues.GradeMissing, ".severity", term);
                return null;
            default:
                context.Ask(TrialIssues.GradeConflict, ".severity", term);
                return null;
        }
    }

    public bool? SeriousOf(AdverseEvent adverseEvent, string? term, FactContext context)
    {
        var stated = SeriousnessOf(adverseEvent.Seriousness);
        var criteria = adverseEvent.GetExtensions(AdverseEventBackport.SeriousnessCriteria)
            .Concat(adverseEvent.Seriousness?.GetExtensions(AdverseEventBackport.SeriousnessCriteria) ?? [])
            .Select(criterion => (criterion.GetExtension("criterionPresent")?.Value as FhirBoolean)?.Value)
            .ToList();
        if (stated == false && criteria.Contains(true))
        {
            context.Ask(TrialIssues.SeriousnessConflict, ".seriousness", term);
            return null;
        }

        return criteria.Contains(true) ? true : stated;
    }

    public string? RelatednessOf(AdverseEvent adverseEvent, string? term, FactContext context)
    {
        var stated = Strongest(adverseEvent.SuspectEntity.SelectMany(entity => entity.Causality).Select(causality => causality.Assessment), term, context);
        var extended = Strongest(
            adverseEvent.GetExtensions(AdverseEventBackport.SuspectEntity)
                .SelectMany(entity => entity.GetExtensions("causality"))
                .Select(causality => causality.GetExtension("entityRelatedness")?.Value as CodeableConcept),
            term,
            context);
        if (stated is not null && extended is not null && stated != extended)
        {
            context.Ask(TrialIssues.RelatednessConflict, ".suspectEntity", term);
            return null;
        }

        return (stated ?? extended)?.Value;
    }

    private RelatednessCode? Strongest(IEnumerable<CodeableConcept?> assessments, string? term, FactContext context)
    {
        var found = new List<RelatednessCode>();
        foreach (var assessment in assessments.OfType<CodeableConcept>())
        {
            var meanings = codes.Relatedness(assessment);
            if (meanings.Count == 0)
            {
                context.Ask(TrialIssues.RelatednessUnknown, ".suspectEntity", term);
            }

            found.AddRange(meanings);
        }

        return found.MaxBy(codes.StrengthOf);
    }

    // R4's codes are Non-serious, Serious, SeriousResultsInDeath …; the system was respelled in small letters later.
    private static bool? SeriousnessOf(CodeableConcept? seriousness)
    {
        var code = seriousness?.Coding.Find(coding => coding.System == "http://terminology.hl7.org/CodeSystem/adverse-event-seriousness")?.Code;
        return code switch
        {
            null => null,
            _ when code.StartsWith("serious", StringComparison.OrdinalIgnoreCase) => true,
            _ when code.Equals("non-serious", StringComparison.OrdinalIgnoreCase) => false,
            _ => null,
        };
    }
}
