using System.Globalization;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Tests;

namespace ReportPipeline.Functions.Tests.Acts;

/// <summary>The page about acts lists every refusal.</summary>
public sealed class ActPageTests
{
    [Fact]
    public void Page_EveryRefusal_IsListedWordForWord()
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "acts.md"));
        EdgeError[] refusals =
        [
            .. typeof(ActRefusal).GetFields().Select(field => field.GetValue(null)).OfType<EdgeError>(),
            ActRefusal.NotFresh(TimeSpan.FromMinutes(10)),
        ];

        refusals.Length.ShouldBe(13);
        foreach (var refusal in refusals)
            page.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"| {refusal.Status} | `{refusal.Code}` | {refusal.Message} |"));
    }
}
