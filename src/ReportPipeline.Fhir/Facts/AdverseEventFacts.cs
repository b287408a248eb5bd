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
        var outcome = AdverseEventOutcomes.CodeOf(adverseEvent, term, context);
        var fatal = outcome == AdverseEventOutcomes.Fatal;
        if (outcome is not null && grade is not null && fatal != (grade == AdverseEventAssessment.DeathGrade))
        {
            context.Ask(TrialIssues.OutcomeConflict, ".outcome", term);
        }

        var onset = OnsetOf(adverseEvent, term, context);
        (outcome, var resolved) = EndOf(adverseEvent, outcome, term, context);
        return new AdverseEventFact(
            link, status, context.Source, term, onset, resolved, grade,
            _assessment.SeriousOf(adverseEvent, term, context), _assessment.RelatednessOf(adverseEvent, term, context), fatal, outcome)
        {
            CausedDiscontinuation = Flag(adverseEvent, AdverseEventBackport.CausedDiscontinuation, term, context),
            ExpectedInStudy = Flag(adverseEvent, AdverseEventBackport.ExpectedInStudy, term, context),
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
        var (sent, element) = adverseEvent.DateElement is { Value: not null } date ? (date, ".date") : (adverseEvent.DetectedElement, ".detected");
        var onset = times.Dates.Read(sent);
        if (sent?.Value is null)
        {
            context.Ask(TrialIssues.OnsetMissing, ".date", term);
        }

        times.Check(sent, context, element, term);
        return onset;
    }

    /// <summary>Outcome and end; neither when the one says that the event goes on and the other that it ended.</summary>
    private (string? Outcome, ClinicalDate? Resolved) EndOf(AdverseEvent adverseEvent, string? outcome, string? term, FactContext context)
    {
        var sent = ReadExtensions.One<FhirDateTime>(adverseEvent, AdverseEventBackport.ResolveDate, term, context, date => date.Value);
        if (sent is not ({ } date, { } element))
        {
            return (outcome, null);
        }

        times.Check(date, context, element, term);
        if (AdverseEventOutcomes.GoesOn(outcome))
        {
            context.Ask(TrialIssues.ResolutionConflict, element, term);
            return (null, null);
        }

        return (outcome, times.Dates.Read(date));
    }

    private static bool? Flag(AdverseEvent adverseEvent, string url, string? term, FactContext context) =>
        ReadExtensions.One<FhirBoolean>(adverseEvent, url, term, context, flag => flag.Value)?.Value.Value;

    // A status that cannot be understood, or a second one, has been refused by the resource rules.
    private static RecordStatus StatusOf(AdverseEvent adverseEvent)
    {
        var status = adverseEvent.ModifierExtension.Find(AdverseEventBackport.IsStatus) is { } sent ? AdverseEventBackport.StatusOf(sent) : null;
        return (status, adverseEvent.Actuality) switch
        {
            (RecordStatus.EnteredInError, _) => RecordStatus.EnteredInError,
            (_, AdverseEvent.AdverseEventActuality.Potential) => RecordStatus.NotCounted,
            _ => status ?? RecordStatus.Final,
        };
    }
}
