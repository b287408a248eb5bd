namespace ReportPipeline.Reporting.Language;

/// <summary>The languages a report can be written in.</summary>
public static class Vocabularies
{
    /// <param name="language"><c>en</c> or <c>zh-Hans</c>.</param>
    public static Vocabulary Of(string language) => language switch
    {
        "en" => English.Vocabulary,
        "zh-Hans" => SimplifiedChinese.Vocabulary,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Reports are written in 'en' and 'zh-Hans'."),
    };
}
