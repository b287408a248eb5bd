using System.Collections.Frozen;
using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Facts;

/// <summary>Outcomes of an adverse event: R4's own code system, and the NCI codes that the backport guide requires instead.</summary>
internal static class AdverseEventOutcomes
{
    public const string Fatal = "fatal";

    private const string R4 = "http://terminology.hl7.org/CodeSystem/adverse-event-outcome";
    private const string Nci = "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl";

    private static readonly FrozenDictionary<(string, string), string> Codes = new Dictionary<(string, string), string>
    {
        [(R4, "resolved")] = "resolved",
        [(R4, "recovering")] = "recovering",
        [(R4, "ongoing")] = "ongoing",
        [(R4, "resolvedWithSequelae")] = "resolvedWithSequelae",
        [(R4, Fatal)] = Fatal,
        [(R4, "unknown")] = "unknown",
        [(Nci, "C49498")] = "resolved",
        [(Nci, "C49496")] = "recovering",
        [(Nci, "C49494")] = "ongoing",
        [(Nci, "C49495")] = "resolvedWithSequelae",
        [(Nci, "C48275")] = Fatal,
        [(Nci, "C17998")] = "unknown",
    }.ToFrozenDictionary();

    /// <summary>Outcomes with which an event has no end yet.</summary>
    public static bool GoesOn(string? outcome) => outcome is "ongoing" or "recovering";

    /// <summary>The outcome; null, and the sender is asked, when it is given but cannot be read as one.</summary>
    public static string? CodeOf(AdverseEvent adverseEvent, string? term, FactContext context)
    {
        if (adverseEvent.Outcome is not { } outcome)
        {
            return null;
        }

        string[] meanings = [.. outcome.Coding
            .Select(coding => coding.System is { } system && coding.Code is { } code ? Codes.GetValueOrDefault((system, code)) : null)
            .OfType<string>()
            .Distinct()];
        if (meanings is [var meaning])
        {
            return meaning;
        }

        context.Ask(TrialIssues.OutcomeUnknown, ".outcome", term);
        return null;
    }
}
