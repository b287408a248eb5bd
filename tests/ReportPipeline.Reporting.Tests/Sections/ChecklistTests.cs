using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Reporting.Tests.Sections;

public sealed class ChecklistTests
{
    [Theory]
    [InlineData(Allocation.PatientChoice, "TREND: trials without random allocation", "CONSORT 2010: randomised trials")]
    [InlineData(Allocation.Randomised, "CONSORT 2010: randomised trials", "TREND: trials without random allocation")]
    public void Write_Checklist_FollowsTheDesign(Allocation allocation, string expected, string other)
    {
        TrialProtocol protocol = SampleResults.Protocol with { Design = SampleResults.Protocol.Design with { Allocation = allocation } };
        string text = string.Join('\n', Parts.Paragraphs(ClinicalReport.Write(SampleResults.Request() with { Protocol = protocol })));

        text.ShouldContain(expected);
        text.ShouldNotContain(other);
        text.ShouldContain("CONSORT for harms");
    }

    [Fact]
    public void List_Trend_HasItemsOneToTwentyTwoInOrder() =>
        Checklists.TrendChecklist.List.Items.Select(item => item.Number).ShouldBe(Enumerable.Range(1, 22).Select(number => $"{number}"));

    // CONSORT 2010: 25 items; 1–4, 6–8, 11–14 and 17 have two parts each.
    [Fact]
    public void List_Consort_HasTwentyFiveItemsInThirtySevenParts()
    {
        var items = Checklists.ConsortChecklist.List.Items;

        items.Length.ShouldBe(37);
        items.Select(item => item.Number.TrimEnd('a', 'b')).Distinct().Count().ShouldBe(25);
    }

    [Fact]
    public void Write_AnItemWithoutItsSection_IsShownAsUnmet()
    {
        IReadOnlyList<string> paragraphs = Parts.Paragraphs(ClinicalReport.Write(SampleResults.Request(audience: Audience.Open)));

        // TREND 15, equivalence at baseline: a comparison of the groups, so not in the open report.
        int item = paragraphs.ToList().IndexOf("Equivalence of the groups at baseline");
        paragraphs.Skip(item + 1).Take(3).ShouldBe(["no", "", "Answered in the closed report only."]);
    }
}
