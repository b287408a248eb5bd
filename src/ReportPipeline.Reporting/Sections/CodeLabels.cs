using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Reporting.Sections;

/// <summary>The protocol's labels for the codes inside result ids.</summary>
internal static class CodeLabels
{
    /// <summary>"Symptoms over time: Fever, Day 7": the endpoint's title, then what its variable and levels name.</summary>
    public static string Comparison(ReportContext context, string endpoint, IEnumerable<string> parts)
    {
        string title = context.Protocol.Endpoints.FirstOrDefault(item => item.Id == endpoint) is { } known ? context.Label(known.Title) : endpoint;
        string[] labels = [.. parts.Select(code => Of(context, code)).OfType<string>().Where(label => label != title)];
        return labels.Length == 0 ? title : Sentence.Plain(context.Vocabulary.Tables.Labelled, title, string.Join(context.Vocabulary.Tables.Enumeration, labels));
    }

    /// <summary>Null for a variable that says no more than its endpoint does.</summary>
    public static string? Of(ReportContext context, string code)
    {
        TrialProtocol protocol = context.Protocol;
        return code is "outcome" or "days" or "change" or "difference" or "survival" or "any" ? null
            : code == "between-strata" ? context.Vocabulary.Tables.BetweenStrata
            : code == "unadjusted" ? context.Vocabulary.Analyses.Unadjusted
            : code == "adjusted" ? context.Vocabulary.Analyses.Adjusted
            : code == "log-rank" ? context.Vocabulary.Sensitivity.NameOf(code)
            : code == Trial.Dataset.SubjectVariables.Sex ? context.Vocabulary.Tables.Sex
            : code == "SITE" ? context.Vocabulary.Tables.Site
            : protocol.FindParameter(code) is { } parameter ? context.Label(parameter.Label)
            : protocol.Visits.FirstOrDefault(visit => visit.Id == code) is { } visit ? context.Label(visit.Label)
            : protocol.Sites.FirstOrDefault(site => site.Id == code) is { } site ? context.Label(site.Name)
            : protocol.ConcomitantTreatmentClasses.FirstOrDefault(item => item.Code == code) is { } item ? context.Label(item.Label)
            : Event(context, code) ?? Stratum(context, code) ?? code;
    }

    /// <summary>Label of a trial treatment; null for any other code.</summary>
    public static string? Treatment(ReportContext context, string code) =>
        context.Protocol.Treatments.FirstOrDefault(treatment => treatment.Code == code) is { } known ? context.Label(known.Label) : null;

    /// <summary>A coded value of any parameter, or the text itself.</summary>
    public static string Value(ReportContext context, string text) => context.Protocol.Parameters
        .SelectMany(parameter => parameter.Values).FirstOrDefault(value => value.Value == text) is { } coded ? context.Label(coded.Label) : text;

    private static string? Event(ReportContext context, string code)
    {
        foreach (AdverseEventCategory category in context.Protocol.AdverseEvents.Categories)
        {
            if (category.Code == code)
            {
                return context.Label(category.Label);
            }

            if (category.Terms.FirstOrDefault(term => term.Code == code) is { } term)
            {
                return context.Label(term.Label);
            }
        }

        return null;
    }

    private static string? Stratum(ReportContext context, string code) => context.Protocol.SubjectLevel.Strata
        .Select(stratum => context.Protocol.FindParameter(stratum)?.Values.FirstOrDefault(value => value.Value == code))
        .OfType<CodedValue>().Select(value => context.Label(value.Label)).FirstOrDefault();
}
