using System.Collections.Immutable;
using ReportPipeline.Reporting.Word;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;
using ReportPipeline.Trial.Results.Changes;

namespace ReportPipeline.Reporting.Tests.Sections;

/// <summary>A trial with an interim look at half of the information and a final one: when a report compares efficacy.</summary>
public sealed class BetweenLooksTests
{
    private const string Reached = "LOOKS/full/total/T4/reached/look";
    private const string PrimaryP = "T4/full/MSC:CONTROL/outcome/p";
    private const string LogRankP = "F2/full/MSC:CONTROL/log-rank/p";
    private const string SafetyP = "S-ANY/safety/MSC:CONTROL/outcome/p";

    private static readonly TrialProtocol Protocol = SampleResults.Protocol with
    {
        Endpoints = [.. SampleResults.Protocol.Endpoints.Select(endpoint => endpoint is not StoppingRuleEndpoint rule ? endpoint : rule with
        {
            Looks = [rule.Looks[0] with { Id = "interim", Information = 0.5 }, rule.Looks[0] with { Id = "final" }],
        })],
    };

    private static readonly ResultChanges SameLook = Since();
    private static readonly ResultChanges EarlierLook = Since(new NumberChange(Reached, new TextValue("none"), new TextValue("interim"), [ChangeReason.NewSubject]));

    public static TheoryData<string, ResultChanges?, bool> Standings => new()
    {
        { "none", null, false },
        { "interim", null, true },
        { "interim", EarlierLook, true },
        { "interim", SameLook, false },
        { "interim", SameLook with { Comparable = false }, false },
        { "final", SameLook, true },
    };

    [Theory]
    [MemberData(nameof(Standings))]
    public void Write_ClosedReport_ComparesEfficacyAtALookAlone(string reached, ResultChanges? changes, bool shown)
    {
        var printed = Parts.Numbers(ClinicalReport.Write(Request(reached) with { Changes = changes })).ToLookup(number => number.Tag, number => number.Text);

        printed[PrimaryP].ShouldNotBeEmpty();
        printed[PrimaryP].ShouldAllBe(text => text == (shown ? "0.048" : "held"));
        printed[LogRankP].ShouldAllBe(text => text != "held" == shown);
        printed[SafetyP].ShouldAllBe(text => text == "0.067");
        printed["T4/full/MSC/outcome/n"].ShouldAllBe(text => text == "24");
    }

    [Theory]
    [InlineData("en", "no declared look is open")]
    [InlineData("zh-Hans", "目前不在任何已开放的时点")]
    public void Write_BetweenLooks_SaysWhyAndStaysValid(string language, string why)
    {
        byte[] document = ClinicalReport.Write(Request("none") with { Language = language });

        Parts.Paragraphs(document).Count(paragraph => paragraph.Contains(why, StringComparison.Ordinal)).ShouldBe(3, "summary, endpoints, sensitivity");
        DocumentValidation.Errors(document).ShouldBeEmpty();
    }

    [Fact]
    public void Write_BetweenLooks_FindingsAndChangesThatFollowFromAPAreLeftOut()
    {
        var request = Request("none", [.. Finding("RESULT-HANGS-ON-ONE-SUBJECT", "P from 0.0478 to 0.1284"), .. Finding("DUPLICATE-RECORDS", "two records are one")]);
        var changes = Since(
            new NumberChange(PrimaryP, new NumberValue(0.2), new NumberValue(0.0478), [ChangeReason.NewSubject]),
            new NumberChange("T4/full/MSC/outcome/n", new NumberValue(23), new NumberValue(24), [ChangeReason.NewSubject]));

        byte[] document = ClinicalReport.Write(request with { Changes = changes });

        string text = string.Join('\n', Parts.Paragraphs(document));
        text.ShouldContain("wo records are one");
        text.ShouldContain("held back until a declared look");
        text.ShouldNotContain("0.1284");
        Parts.Numbers(document).Select(number => number.Tag).Where(tag => tag.StartsWith("PREVIOUS/", StringComparison.Ordinal)).ShouldBe(["PREVIOUS/T4/full/MSC/outcome/n"]);
    }

    private static ReportRequest Request(string reached, params AnalysisResult[] more) => SampleResults.Request() with
    {
        Protocol = Protocol,
        Results = SampleResults.Of([.. SampleResults.All().Rows, SampleResults.Row(Reached, new TextValue(reached)), .. more]),
    };

    private static IEnumerable<AnalysisResult> Finding(string rule, string says)
    {
        string prefix = $"AUDIT/full/total/{rule}/1";
        if (rule == "DUPLICATE-RECORDS")
        {
            yield return SampleResults.Row("AUDIT/full/total/findings/n", 2);
        }

        yield return SampleResults.Row($"{prefix}/en/what", new TextValue(says));
        yield return SampleResults.Row($"{prefix}/where", new TextValue("T4"));
        yield return SampleResults.Row($"{prefix}/records", new TextValue(""));
        yield return SampleResults.Row($"{prefix}/severity", new TextValue("QUESTION"));
    }

    private static ResultChanges Since(params ImmutableArray<NumberChange> changes) =>
        new("0a1b", "2c3d", Comparable: true, changes) { PreviousCutOff = DateTimeOffset.UnixEpoch };
}
