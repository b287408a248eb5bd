using System.Text;

namespace ReportPipeline.Reporting.Word;

/// <summary>Parts that are files in <c>Word/Parts</c>: styles, list numbering, settings and fonts.</summary>
internal static class StaticParts
{
    private const string LatinPlaceholder = "{latin}";

    public static void AddTo(Package package, string language)
    {
        Add(package, "styles", PartTypes.Styles, PartTypes.StylesRelation, language);
        Add(package, "numbering", PartTypes.Numbering, PartTypes.NumberingRelation, language);
        Add(package, "settings", PartTypes.Settings, PartTypes.SettingsRelation, language);
        Add(package, "fontTable", PartTypes.Fonts, PartTypes.FontsRelation, language);
    }

    private static void Add(Package package, string name, string contentType, string relation, string language)
    {
        string text = Read(name).Replace(LatinPlaceholder, LanguageTags.Latin(language), StringComparison.Ordinal);
        package.Add($"word/{name}.xml", contentType, Encoding.UTF8.GetBytes(text));
        package.Relate("word/document.xml", relation, $"{name}.xml");
    }

    private static string Read(string name)
    {
        using Stream stream = typeof(StaticParts).Assembly.GetManifestResourceStream($"Word.Parts.{name}.xml")
            ?? throw new InvalidOperationException($"The part '{name}' is not embedded in this assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // A checkout with Windows line ends must not change the bytes of a report.
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
