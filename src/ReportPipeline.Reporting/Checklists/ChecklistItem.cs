using System.Collections.Immutable;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Reporting.Checklists;

/// <summary>An item of a reporting guideline and where the report answers it.</summary>
/// <param name="Number">As its source numbers it.</param>
/// <param name="Topic">What it asks for, in our own words.</param>
/// <param name="Sections">Keys of the headings that answer it; <see cref="TitlePage"/> for the title page. Empty when nothing does.</param>
/// <param name="Lacking">What the item asks for and the report does not hold; null when it is answered whole.</param>
internal sealed record ChecklistItem(string Number, LocalizedText Topic, ImmutableArray<string> Sections, LocalizedText? Lacking)
{
    public const string TitlePage = "title-page";

    public static ChecklistItem Answered(string number, string english, string chinese, params ReadOnlySpan<string> sections) =>
        new(number, Text(english, chinese), [.. sections], null);

    public ChecklistItem Without(string english, string chinese) => this with { Lacking = Text(english, chinese) };

    public static ChecklistItem NotAnswered(string number, string english, string chinese, (string English, string Chinese) why) =>
        new(number, Text(english, chinese), [], Text(why.English, why.Chinese));

    private static LocalizedText Text(string english, string chinese) => new() { English = english, SimplifiedChinese = chinese };
}

/// <param name="Title">Name of the guideline.</param>
/// <param name="Source">Where it was published, and what of its numbering was checked.</param>
internal sealed record Checklist(string Key, LocalizedText Title, LocalizedText Source, ImmutableArray<ChecklistItem> Items);
