using ReportPipeline.Reporting.Language;

namespace ReportPipeline.Reporting.Sections;

/// <summary>What a result is, in the words of the protocol and the report; the id itself stands behind the number.</summary>
internal static class ResultLabel
{
    /// <summary>"Survival at 30 days: odds ratio (FAS), MSC against Control, lower limit": endpoint, level, analysis set, group and statistic of an id.</summary>
    public static string Of(ReportContext context, string id)
    {
        ChangeWords words = context.Vocabulary.Changes;
        string Named(string code) => words.Names.GetValueOrDefault(code, code);
        string[] parts = id.Split('/');
        string subject = CodeLabels.Comparison(context, Named(parts[0]), parts[3..^1].Select(Named));
        return string.Join(context.Vocabulary.Tables.TermSeparator,
            Sentence.Plain(context.Vocabulary.Tables.WithAbbreviation, subject, context.AnalysisSet(parts[1]).Abbreviation), Group(context, parts[2]), Named(parts[^1]));
    }

    private static string Group(ReportContext context, string code) => code.Split(':') is [var first, var second]
        ? Sentence.Plain(context.Vocabulary.Changes.Against, Group(context, first), Group(context, second))
        : context.ArmsAndTotal.FirstOrDefault(group => group.Code == code)?.Label ?? code;
}
