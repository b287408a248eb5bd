using System.Collections.Immutable;
using ReportPipeline.Reporting.Word;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Tests;

/// <summary>Whatever a label holds and whichever result is missing, the document stays valid and says so.</summary>
public sealed class HostileInputTests
{
    public static TheoryData<string> Labels => new()
    {
        "a\u0000b\u0008c\uFFFFd",
        "half a pair \uD800 and <b>&amp; \"quotes\"",
        new string('W', 5000),
        "التهاب رئوي \u202Eesrever",
        "间充质干细胞治疗后血小板减少症",
        "   ",
    };

    [Theory]
    [MemberData(nameof(Labels))]
    public void Write_AHostileTerm_StillGivesAValidDocument(string label)
    {
        ReportRequest request = SampleResults.Request() with { Protocol = WithTermLabel(label) };

        DocumentValidation.Errors(ClinicalReport.Write(request)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a\u0085b\u009Fc\u007F", "a\uFFFDb\uFFFDc\uFFFD")] // control characters that XML discourages
    [InlineData("12\u202E34\u2066", "12\uFFFD34\uFFFD")] // overrides that would print 1243
    [InlineData("one\ttwo\nthree", "one two three")]
    [InlineData("التهاب 肺炎 ≥ 3", "التهاب 肺炎 ≥ 3")]
    public void Clean_OfAText_KeepsWhatCanBeReadAndShowsWhatCannot(string text, string expected) => XmlText.Clean(text).ShouldBe(expected);

    [Fact]
    public void Write_WithoutAnyResult_SaysWhatIsMissing()
    {
        ReportRequest request = SampleResults.Request() with { Results = SampleResults.Of([]) };

        byte[] document = ClinicalReport.Write(request);

        DocumentValidation.Errors(document).ShouldBeEmpty();
        string text = string.Join('\n', Parts.Paragraphs(document));
        foreach (EndpointDefinition endpoint in SampleResults.Protocol.Endpoints)
        {
            text.ShouldContain($"No results of the analysis {endpoint.Id}");
        }
    }

    [Fact]
    public void Write_ZeroSubjects_PrintsReasonsInsteadOfNumbers()
    {
        ReportRequest request = SampleResults.Request() with
        {
            Results = SampleResults.Of(SampleResults.All().Rows.Select(row => row.Statistic is StatisticName.Count or StatisticName.Denominator
                ? SampleResults.Row(row.Id, 0)
                : SampleResults.Row(row.Id, new NotEstimableValue("there are no observations")))),
        };

        byte[] document = ClinicalReport.Write(request);

        DocumentValidation.Errors(document).ShouldBeEmpty();
        string.Join('\n', Parts.Paragraphs(document)).ShouldContain("NE: not estimable (there are no observations).");
    }

    [Theory]
    [InlineData("a randomised comparison", true)]
    [InlineData("a non-randomised comparison", false)]
    [InlineData("the effect of treatment", true)]
    [InlineData("deaths caused by treatment", true)]
    [InlineData("随机对照试验", true)]
    [InlineData("非随机对照试验", false)]
    public void Violations_OfAText_FollowTheDesign(string text, bool forbidden) =>
        WordingGuard.Violations([text]).Length.ShouldBe(forbidden ? 1 : 0);

    [Fact]
    public void Write_ARandomisedTitleOnATrialByChoice_IsRefused()
    {
        TrialProtocol protocol = SampleResults.Protocol with { Title = new LocalizedText { English = "A randomised trial", SimplifiedChinese = "随机对照试验" } };

        Should.Throw<WordingException>(() => ClinicalReport.Write(SampleResults.Request() with { Protocol = protocol }));
    }

    private static TrialProtocol WithTermLabel(string label)
    {
        LocalizedText text = new() { English = label, SimplifiedChinese = label };
        TrialProtocol protocol = SampleResults.Protocol;
        ImmutableArray<AdverseEventCategory> categories = [.. protocol.AdverseEvents.Categories
            .Select(category => category with { Terms = [.. category.Terms.Select(term => term with { Label = text })] })];
        return protocol with
        {
            AdverseEvents = protocol.AdverseEvents with { Categories = categories },
            Arms = [.. protocol.Arms.Select(arm => arm with { Label = text })],
        };
    }
}
