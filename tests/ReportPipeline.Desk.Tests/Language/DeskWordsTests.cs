using System.Reflection;
using ReportPipeline.Desk.Language;

namespace ReportPipeline.Desk.Tests.Language;

public sealed class DeskWordsTests
{
    /// <summary>The same in both languages on purpose: names, and the link that is written in the other language.</summary>
    private static readonly string[] Shared = ["Product", "Nothing", "DocumentHash"];

    [Fact]
    public void SimplifiedChinese_EveryText_IsTranslated()
    {
        var (english, chinese) = (DeskWords.Of("en"), DeskWords.Of("zh-Hans"));
        foreach (var area in typeof(DeskWords).GetProperties().Where(property => property.PropertyType.Name.EndsWith("Words", StringComparison.Ordinal)))
        {
            foreach (var text in area.PropertyType.GetProperties().Where(property => property.PropertyType == typeof(string) && !Shared.Contains(property.Name)))
                Value(text, area.GetValue(chinese)!).ShouldNotBe(Value(text, area.GetValue(english)!), $"{area.Name}.{text.Name}");
        }
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("")]
    public void Of_LanguageThatTheDeskDoesNotSpeak_IsEnglish(string tag) => DeskWords.Of(tag).Tag.ShouldBe("en");

    private static string Value(PropertyInfo property, object owner) => (string)property.GetValue(owner)!;
}
