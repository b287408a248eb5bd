using System.Globalization;
using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Fhir.Facts;

/// <summary>Grade, seriousness and relatedness, each sent in two places: when the places disagree, neither is used and the sender is asked.</summary>
internal sealed class AdverseEventAssessment(TrialCodes codes)
{
    /// <summary>CTCAE: death related to the adverse event.</summary>
    public const int DeathGrade = 5;

    private const string SeriousnessSystem = "http://terminology.hl7.org/CodeSystem/adverse-event-seriousness";
    private const string SeveritySystem = "http://terminology.hl7.org/CodeSystem/adverse-event-severity";

    public int? GradeOf(AdverseEvent adverseEvent, string? term, FactContext context)
    {
        var grades = new[] { AdverseEventBackport.Grade, AdverseEventBackport.SeverityOrGrade }
            .SelectMany(url => ReadExtensions.All<CodeableConcept>(adverseEvent, url, term, context))
            .Select(extension => extension.Value)
            .Append(adverseEvent.Severity)
            .SelectMany(codes.Grades)
            .Distinct()
            .ToList();
        switch (grades.Count)
        {
            case 1 when Contradicts(adverseEvent.Severity, grades[0]):
                context.Ask(TrialIssues.GradeConflict, ".severity", term);
                return null;
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

    /// <summary>R4's severities against CTCAE: grade 1 is mild, 2 moderate, 3 severe; R4 has no word above severe.</summary>
    private static bool Contradicts(CodeableConcept? severity, int grade)
    {
        foreach (var coding in severity?.Coding ?? [])
        {
            if (coding.System == SeveritySystem && (coding.Code, grade) is ("mild", not 1) or ("moderate", not 2) or ("severe", < 3))
            {
                return true;
            }
        }

        return false;
    }

    public bool? SeriousOf(AdverseEvent adverseEvent, string? term, FactContext context)
    {
        bool[] stated = [.. StatedSeriousness(adverseEvent.Seriousness).Distinct()];
        var criteria = Criteria(adverseEvent, term, context);
        var present = criteria.Contains(true);
        if (stated.Length > 1 || (stated is [false] && present) || (stated is [true] && criteria.Contains(false) && !present))
        {
            context.Ask(TrialIssues.SeriousnessConflict, ".seriousness", term);
            return null;
        }

        if (stated.Length == 0 && !present)
        {
            context.Ask(TrialIssues.SeriousnessMissing, ".seriousness", term);
            return null;
        }

        return present || stated[0];
    }

    // criterionPresent of each criterion, wherever the guide's releases put it.
    private static List<bool> Criteria(AdverseEvent adverseEvent, string? term, FactContext context)
    {
        var found = new List<bool>();
        foreach (var (extensions, element) in new[] { (adverseEvent.Extension, ".extension"), (adverseEvent.Seriousness?.Extension ?? [], ".seriousness.extension") })
        {
            for (var i = 0; i < extensions.Count; i++)
            {
                if (extensions[i].Url == AdverseEventBackport.SeriousnessCriteria)
                {
                    Add(found, extensions[i], string.Create(CultureInfo.InvariantCulture, $"{element}[{i}]"), term, context);
                }
            }
        }

        return found;
    }

    private static void Add(List<bool> found, Extension criterion, string element, string? term, FactContext context)
    {
        if (criterion.GetExtension("criterionPresent")?.Value is FhirBoolean { Value: { } present })
        {
            found.Add(present);
        }
        else
        {
            context.Ask(TrialIssues.ExtensionUnusable, element, term);
        }
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
    private static IEnumerable<bool> StatedSeriousness(CodeableConcept? seriousness)
    {
        foreach (var coding in seriousness?.Coding ?? [])
        {
            if (coding is not { System: SeriousnessSystem, Code: { } code })
            {
                continue;
            }

            if (code.StartsWith("serious", StringComparison.OrdinalIgnoreCase))
            {
                yield return true;
            }
            else if (code.Equals("non-serious", StringComparison.OrdinalIgnoreCase))
            {
                yield return false;
            }
        }
    }
}
