using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Fhir.Facts;

/// <summary>AdverseEvent → one fact, from R4's own elements and the backport extensions beside them.</summary>
internal sealed class AdverseEventFacts(TrialCodes codes, SubjectRules subjects, FactTimes times)
{
    private readonly AdverseEventAssessment _assessment = new(codes);

    public AdverseEventFact? Read(AdverseEvent adverseEvent, FactContext context)
    {
        context.Link = subjects.OfReference(adverseEvent.Subject, context);
        if (context.Link is not { } link)
        {
            return null;
        }

        var status = StatusOf(adverseEvent);
        if (adverseEvent.Actuality == AdverseEvent.AdverseEventActuality.Potential)
        {
            context.Tell(TrialIssues.EventPotential, ".actuality");
        }

        // Nothing is asked about an event that does not count.
        context.IsRelevant = status is not (RecordStatus.EnteredInError or RecordStatus.NotCounted);
        var term = TermOf(adverseEvent, context);
        var grade = _assessment.GradeOf(adverseEvent, term, context);
        var outcome = AdverseEventOutcomes.CodeOf(adverseEvent.Outcome);
        var fatal = outcome == AdverseEventOutcomes.Fatal;
        if (outcome is not null && grade is not null && fatal != (grade == AdverseEventAssessment.DeathGrade))
        {
            context.Ask(TrialIssues.OutcomeConflict, ".outcome", term);
        }

        return new AdverseEventFact(
            link, status, context.Source, term, OnsetOf(adverseEvent, term, context), ResolvedOf(adverseEvent, term, context), grade,
            _assessment.SeriousOf(adverseEvent, term, context), _assessment.RelatednessOf(adverseEvent, term, context), fatal, outcome)
        {
            CausedDiscontinuation = Flag(adverseEvent, AdverseEventBackport.CausedDiscontinuation),
            ExpectedInStudy = Flag(adverseEvent, AdverseEventBackport.ExpectedInStudy),
        };
    }

    private string? TermOf(AdverseEvent adverseEvent, FactContext context)
    {
        var terms = codes.Terms(adverseEvent.Event);
        switch (terms.Count)
        {
            case 1:
                return terms[0];
            case 0:
                context.Tell(TrialIssues.TermUnknown, ".event");
                return null;
            default:
                context.Ask(TrialIssues.TermAmbiguous, ".event", null);
                return null;
        }
    }

    private ClinicalDate? OnsetOf(AdverseEvent adverseEvent, string? term, FactContext context)
    {
        var onset = times.Dates.Read(adverseEvent.DateElement) ?? times.Dates.Read(adverseEvent.DetectedElement);
        if (onset is null)
        {
            context.Ask(TrialIssues.OnsetMissing, ".date", term);
        }

        times.Check(onset, context, ".date", term);
        return onset;
    }

    private ClinicalDate? ResolvedOf(AdverseEvent adverseEvent, string? term, FactContext context)
    {
        var resolved = times.Dates.Read(adverseEvent.GetExtension(AdverseEventBackport.ResolveDate)?.Value);
        times.Check(resolved, context, ".extension", term);
        return resolved;
    }

    private static bool? Flag(AdverseEvent adverseEvent, string url) => (adverseEvent.GetExtension(url)?.Value as FhirBoolean)?.Value;

    private static RecordStatus StatusOf(AdverseEvent adverseEvent)
    {
        var sent = adverseEvent.ModifierExtension.Find(extension => extension.Url == AdverseEventBackport.Status)?.Value;
        var status = sent switch
        {
            Code code => code.Value,
            FhirString text => text.Value,
            _ => null,
        };
        return (status, adverseEvent.Actuality) switch
        {
            ("entered-in-error", _) => RecordStatus.EnteredInError,
            (_, AdverseEvent.AdverseEventActuality.Potential) or ("unknown", _) => RecordStatus.NotCounted,
            ("in-progress", _) => RecordStatus.Preliminary,
            _ => RecordStatus.Final,
        };
    }
}
