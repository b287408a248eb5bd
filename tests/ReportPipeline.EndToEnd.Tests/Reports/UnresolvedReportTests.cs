using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReportPipeline.Reporting;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Reporting.Word;
using ReportPipeline.Tests.SampleResults;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Reports;

/// <summary>Documents of a trial whose protocol asks for what it does not declare: they are written, and say so where the analysis would stand.</summary>
public sealed partial class UnresolvedReportTests
{
    public static TheoryData<string, Audience> EveryDocument => new()
    {
        { "en", Audience.Closed },
        { "en", Audience.Open },
        { "zh-Hans", Audience.Closed },
        { "zh-Hans", Audience.Open },
    };

    private static readonly Lazy<(TrialProtocol Protocol, AnalysisResults Results)> Three = new(() => Analyse(SampleRun.Outcome, "msc-covid19.json", endpoints =>
    {
        endpoints.Endpoint("T4")["outcome"] = JsonNode.Parse("""{ "kind": "adverse-event", "term": "HICCUP" }""");
        endpoints.Endpoint("T7")["variables"]![0] = "CPR";
        endpoints.Endpoint("T7")["before"] = "yesterday";
        endpoints.Endpoint("F3")["type"] = "gallery";
    }));

    [Theory]
    [MemberData(nameof(EveryDocument))]
    public void Write_ThreeUnresolvedEndpoints_IsValidAndGivesTheReasons(string language, Audience audience)
    {
        var report = WrittenReport.Of(Three.Value.Protocol, Three.Value.Results, language, audience);

        DocumentValidation.Errors(report.Document).ShouldBeEmpty();
        string[] reasons = language == "en"
            ?
            [
                "NE: not estimable ($.endpoints[8].outcome.term: there is no adverse-event term 'HICCUP').",
                "NE: not estimable ($.endpoints[22].variables: there is no parameter 'CPR'; $.endpoints[22].before: there is no visit 'yesterday').",
                "NE: not estimable ($.endpoints[24].type: there is no endpoint type 'gallery').",
            ]
            :
            [
                "NE：无法估计（$.endpoints[8].outcome.term：没有不良事件术语“HICCUP”）。",
                "NE：无法估计（$.endpoints[22].variables：没有参数“CPR”；$.endpoints[22].before：没有访视“yesterday”）。",
                "NE：无法估计（$.endpoints[24].type：没有终点类型“gallery”）。",
            ];
        foreach (var reason in reasons)
        {
            report.Paragraphs.ShouldContain(reason);
        }

        var summary = Three.Value.Protocol.Endpoints.OfType<UnresolvedEndpoint>().Select(endpoint => endpoint.Title.In(language)).ToList();
        summary.Count.ShouldBe(3);
        report.Paragraphs.ShouldContain(paragraph => summary.All(title => paragraph.Contains(title, StringComparison.Ordinal)));
        report.Tables.ShouldContain(table => table.Any(row => row.Contains(language == "en" ? "The protocol asks for this analysis" : "方案要求进行该分析", StringComparison.Ordinal)));
    }

    [Fact]
    public void Write_PrimaryUnresolved_NoOtherOutcomePassesForIt()
    {
        // Without the primary endpoint the first among the others, shock, must not be printed as the trial's outcome.
        Summary(WrittenReport.Of(SampleRun.Outcome)).ShouldContain("0.048", Case.Sensitive);
        Summary(WrittenReport.Of(Three.Value.Protocol, Three.Value.Results)).ShouldNotContain("Fisher", Case.Sensitive);
    }

    [Theory]
    [MemberData(nameof(EveryDocument))]
    public void Write_NoEndpointResolved_IsValid(string language, Audience audience)
    {
        foreach (var file in new[] { "msc-covid19.json", "simulated-ldl.json" })
        {
            var (protocol, results) = Analyse(file == "msc-covid19.json" ? SampleRun.Outcome : SampleRun.SecondTrial, file, endpoints =>
            {
                foreach (var endpoint in endpoints)
                {
                    endpoint!["analysisSets"] = new JsonArray("everyone");
                }
            });

            protocol.Endpoints.ShouldAllBe(endpoint => endpoint is UnresolvedEndpoint);
            DocumentValidation.Errors(WrittenReport.Of(protocol, results, language, audience).Document).ShouldBeEmpty();
        }
    }

    public static TheoryData<string, string> OneOfEachType
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (file, trial) in new[] { ("msc-covid19.json", SampleRun.Outcome), ("simulated-ldl.json", SampleRun.SecondTrial) })
            {
                foreach (var endpoint in trial.Protocol.Endpoints.DistinctBy(endpoint => endpoint.GetType()))
                {
                    data.Add(file, endpoint.Id);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(OneOfEachType))]
    public void Write_AnyOneEndpointUnresolved_IsWrittenAndNamesIt(string file, string id)
    {
        var trial = file == "simulated-ldl.json" ? SampleRun.SecondTrial : SampleRun.Outcome;
        var (protocol, results) = Analyse(trial, file, endpoints => endpoints.Endpoint(id)["analysisSets"] = new JsonArray("everyone"));

        WrittenReport.Of(protocol, results).Paragraphs.ShouldContain(paragraph => paragraph.Contains("there is no analysis set 'everyone'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("LOOKS", "analysisSets", """["everyone"]""")]
    [InlineData("LOOKS", "type", """ "stoping-rule" """)]
    [InlineData("LOOKS", "endpoint", """ "T99" """)]
    [InlineData("LDL-12", "visit", """ "week-99" """)]
    public void Write_StoppingRuleThatCannotBeRun_ShowsNoComparisonOfEfficacy(string id, string field, string value)
    {
        var (protocol, results) = Analyse(SampleRun.SecondTrial, "simulated-ldl.json", endpoints => endpoints.Endpoint(id)[field] = JsonNode.Parse(value));

        // At the last look, where the trial stands, the report would otherwise show them.
        IsHeldBack(WrittenReport.Of(SampleRun.SecondTrial)).ShouldBeFalse();
        var report = WrittenReport.Of(protocol, results);
        IsHeldBack(report).ShouldBeTrue();
        report.Paragraphs.ShouldNotContain(paragraph => paragraph.Contains("states no stopping rule", StringComparison.Ordinal));
        results.Find("HDL-12/itt/ANTIBODY:PLACEBO/HDL/difference/p").ShouldNotBeNull().Value.ShouldBeOfType<NumberValue>();
    }

    [Theory]
    [InlineData("ELIG", "value", """ "ABSENT" """)]
    [InlineData("T1", "stratum", """ "AGE" """)]
    [InlineData("T3", "stratum", """ "SITE" """)]
    [InlineData("T2", "variables", """["AGE", "AGE"]""")]
    [InlineData("SENS-OVERLAP", "variables", """["ICU_STAY"]""")]
    [InlineData("T5-SHOCK", "outcome", """{ "kind": "finding", "parameter": "NOWHERE", "value": "PRESENT" }""")]
    [InlineData("T5-ICU", "parameter", """ "AGE" """)]
    [InlineData("T6", "parameter", """ "AGE" """)]
    [InlineData("T7", "variables", """["FEVER"]""")]
    [InlineData("RMST", "horizonDay", "31")]
    [InlineData("SENS-SITE", "endpoints", """["T2"]""")]
    [InlineData("SENS-MISSING", "endpoints", """["F2", "NOWHERE", "SENS-TESTS"]""")]
    [InlineData("LOOKS", "endpoint", """ "T2" """)]
    [InlineData("LOOKS", "looks", """[{ "id": "a", "label": { "en": "a", "zh-Hans": "b" }, "information": 0 }, { "id": "a", "label": { "en": "a", "zh-Hans": "b" }, "information": 0 }]""")]
    [InlineData("T2S", "analysisSets", """["everyone"]""")]
    public void Term_ReasonOfAnUnresolvedEndpoint_IsChinese(string id, string field, string value)
    {
        var reading = ChangedProtocol.Read("msc-covid19.json", endpoints => endpoints.Endpoint(id)[field] = JsonNode.Parse(value));
        var reason = reading.Protocol!.Endpoints.OfType<UnresolvedEndpoint>().ShouldHaveSingleItem().Reason;

        var chinese = Vocabularies.Of("zh-Hans").Term($"endpoint '{id}' is not estimable: {reason}");

        // Places in the file and the names in it stay as they are.
        EnglishWord().IsMatch(PlaceOrName().Replace(chinese, "")).ShouldBeFalse(chinese);
    }

    [GeneratedRegex(@"\$\.[\w.\[\]]+|“[^”]*”")]
    private static partial Regex PlaceOrName();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex EnglishWord();

    private static bool IsHeldBack(WrittenReport report) =>
        report.Paragraphs.Any(paragraph => paragraph.Contains("no declared look is open", StringComparison.Ordinal));

    /// <summary>The facts of the page for lay members.</summary>
    private static string Summary(WrittenReport report)
    {
        var paragraphs = report.Paragraphs.ToList();
        var start = paragraphs.LastIndexOf("Summary on one page");
        return string.Join('\n', paragraphs.Skip(start).TakeWhile(paragraph => paragraph != "Open questions and changes"));
    }

    private static (TrialProtocol Protocol, AnalysisResults Results) Analyse(SampleOutcome trial, string file, Action<JsonArray> change)
    {
        var reading = ChangedProtocol.Read(file, change);
        return (reading.Protocol.ShouldNotBeNull(string.Join("\n", reading.Problems)), ChangedProtocol.Analyse(trial, reading));
    }
}
