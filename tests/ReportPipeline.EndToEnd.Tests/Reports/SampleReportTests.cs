using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ReportPipeline.Reporting;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Reporting.Word;
using ReportPipeline.Tests.SampleResults;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Reports;

/// <summary>The four documents of the sample trial, from its real results.</summary>
public sealed partial class SampleReportTests
{
    // endpoint/set/group/variable/statistic at least; other tags name what is no result.
    private const int ResultIdParts = 5;

    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public static TheoryData<string, Audience> EveryDocument => new()
    {
        { "en", Audience.Closed },
        { "en", Audience.Open },
        { "zh-Hans", Audience.Closed },
        { "zh-Hans", Audience.Open },
    };

    [Theory]
    [MemberData(nameof(EveryDocument))]
    public void Write_TheSampleTrial_PassesOfficeValidation(string language, Audience audience) =>
        DocumentValidation.Errors(Write(language, audience)).ShouldBeEmpty();

    [Theory]
    [InlineData("en", "MSC", "Control")]
    [InlineData("zh-Hans", "MSC组", "对照组")]
    public void Write_TheOpenReport_HoldsNoResultOfAnArm(string language, string experimental, string control)
    {
        byte[] document = Write(language, Audience.Open);

        XDocument body = Body(document);
        IEnumerable<string> groups = body.Descendants(W + "tag").Select(tag => (string)tag.Attribute(W + "val")!).Select(tag => tag.Split('/')).Where(parts => parts.Length >= ResultIdParts).Select(parts => parts[2]).Distinct();
        groups.ShouldBe(["total"]);
        var protocol = SampleRun.Outcome.Protocol;
        string text = new[] { protocol.Title, protocol.ShortTitle, protocol.Design.Description }.Concat(protocol.Treatments.Select(treatment => treatment.Label))
            .Aggregate(string.Join('\n', Paragraphs(body)), (rest, own) => rest.Replace(own.In(language), "", StringComparison.Ordinal));
        Regex.Matches(text, $@"\b{experimental}\b|{control}|RM-0\d\d|ZJ-0\d\d|Fisher|Wilcoxon").Select(match => match.Value).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(EveryDocument))]
    public void Write_TheSampleTrial_ClaimsNoCause(string language, Audience audience)
    {
        // What is quoted from records and protocol (content controls, the title) is not the report's claim.
        XDocument body = Body(Write(language, audience));
        body.Descendants(W + "sdt").Where(control => control.Descendants(W + "tag").Any()).Remove();
        var protocol = SampleRun.Outcome.Protocol;
        string text = protocol.Parameters.Select(parameter => parameter.Label).Append(protocol.Title)
            .Aggregate(string.Join('\n', Paragraphs(body)), (rest, own) => rest.Replace(own.In(language), "", StringComparison.Ordinal));

        WordingGuard.Violations(text.Split('\n')).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Terms_EveryMethodOfEitherTrial_HasAChineseTerm(bool second)
    {
        SampleOutcome trial = second ? SampleRun.SecondTrial : SampleRun.Outcome;
        Vocabulary chinese = Vocabularies.Of("zh-Hans");

        IEnumerable<string> words = trial.Results.Rows.SelectMany(row => (string?[])
            [row.Method, row.Convention, (row.Value as NotEstimableValue)?.Reason]).OfType<string>().Distinct();

        // Names of persons and methods begin with a capital or stand in capitals; any English word left over is a gap.
        words.Select(chinese.Term).Where(term => EnglishWord().IsMatch(term)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "Analysis of covariance, adjusted for baseline, site, age at enrolment, sex")]
    [InlineData("zh-Hans", "协方差分析，校正基线，研究中心，入组年龄，性别")]
    public void Methods_OfTheSecondTrial_NameVariablesByTheirLabels(string language, string method)
    {
        SampleOutcome trial = SampleRun.SecondTrial;

        string text = string.Join('\n', Paragraphs(Body(ClinicalReport.Write(
            new ReportRequest { Protocol = trial.Protocol, Results = trial.Results, Audience = Audience.Closed, Language = language }))));

        text.ShouldContain(method);
        text.ShouldNotContain(", SITE", Case.Sensitive);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public void QueryLabels_EveryCodeThatOpensAQuery_HasOne(string language)
    {
        string[] codes =
        [
            .. Codes("query-codes.md", "^\\| `(?<code>[a-z0-9-]+)` \\|"),
            .. Codes("issue-codes.md", "^\\| `(?<code>[a-z0-9-]+)` \\| Query \\|"),
        ];

        codes.Length.ShouldBeGreaterThan(40);
        codes.Except(Vocabularies.Of(language).Quality.QueryLabels.Keys).ShouldBeEmpty();
    }

    private static IEnumerable<string> Codes(string page, string row) => Regex.Matches(
        File.ReadAllText(Repository.PathOf("docs", page)), row, RegexOptions.Multiline | RegexOptions.ExplicitCapture).Select(match => match.Groups["code"].Value);

    [Theory]
    [MemberData(nameof(EveryDocument))]
    public void Write_TheSampleTrial_RefersOnlyToWhatExists(string language, Audience audience)
    {
        XDocument body = Body(Write(language, audience));
        HashSet<string> bookmarks = [.. body.Descendants(W + "bookmarkStart").Select(mark => (string)mark.Attribute(W + "name")!)];

        body.Descendants(W + "instrText").Select(field => field.Value.Trim()).Where(field => field.StartsWith("REF ", StringComparison.Ordinal))
            .Select(field => field.Split(' ')[1]).Except(bookmarks).ShouldBeEmpty();
    }

    [Fact]
    public void Write_EveryPThatFlips_IsMarked()
    {
        var results = SampleRun.Outcome.Results;
        XDocument body = Body(Write("en", Audience.Closed));

        var printed = body.Descendants(W + "sdt").Select(control => (Control: control, Tag: (string?)control.Element(W + "sdtPr")?.Element(W + "tag")?.Attribute(W + "val")))
            .Where(item => item.Tag is not null && item.Tag.EndsWith("/p", StringComparison.Ordinal) && results.Find(item.Tag[..^2] + "/flip") is not null).ToList();

        printed.ShouldNotBeEmpty();
        foreach (var (control, tag) in printed)
        {
            bool flips = results.Find(tag![..^2] + "/flip")!.Value is NumberValue { Value: 1 };
            control.ElementsAfterSelf(W + "r").Any(run => run.Value == "†").ShouldBe(flips, tag);
        }
    }

    // 16 subjects have a serious event, one more died without one (RM-001); what the program adds to the facts holds no number.
    [Theory]
    [InlineData("en", "Each narrative is put together")]
    [InlineData("zh-Hans", "各病例叙述由程序")]
    public void Write_Narratives_HoldOnlyNumbersOfResultRows(string language, string introduction)
    {
        List<XElement> paragraphs = [.. Body(Write(language, Audience.Closed)).Descendants(W + "p")];
        int start = paragraphs.FindIndex(paragraph => Text(paragraph).StartsWith(introduction, StringComparison.Ordinal));
        List<XElement> narratives = [.. paragraphs.Skip(start + 1).TakeWhile(paragraph => Regex.IsMatch(Text(paragraph), "^(RM|ZJ)-0"))];

        narratives.Count.ShouldBe(17);
        foreach (XElement narrative in narratives)
        {
            string own = string.Concat(narrative.Elements(W + "r").Skip(1).Select(run => run.Value));
            own.ShouldNotMatch("[0-9]");
        }
    }

    /// <summary>Nobody, or only the control arm: bad for a comparison, not for a document.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_WithoutSubjectsOfAnArm_StaysValidAndSaysWhy(bool keepControlArm)
    {
        var outcome = SampleRun.Outcome;
        HashSet<string> kept = [.. outcome.Dataset.Subjects.Where(data => keepControlArm && data.Subject.Arm == outcome.Protocol.ControlArm.Code).Select(data => data.Subject.Subject.Value)];
        var decisions = DecisionList.Empty(outcome.Protocol.Id);
        var facts = outcome.Examined.SelectMany(result => result.Facts).Where(fact => kept.Contains(fact.Link.Subject?.Value ?? "")).ToList();
        var results = EndpointAnalyses.Run(outcome.Protocol, decisions, DeriveDataset.From(outcome.Protocol, decisions, facts, []), outcome.Results.Identity);

        foreach (var language in outcome.Protocol.ReportLanguages)
        {
            foreach (var audience in new[] { Audience.Open, Audience.Closed })
            {
                byte[] document = ClinicalReport.Write(new ReportRequest { Protocol = outcome.Protocol, Results = results, Audience = audience, Language = language });

                DocumentValidation.Errors(document).ShouldBeEmpty();
                if (audience == Audience.Closed)
                {
                    string.Join('\n', Paragraphs(Body(document))).ShouldMatch(@"\bNE\b");
                }
            }
        }
    }

    private static byte[] Write(string language, Audience audience) => ClinicalReport.Write(new ReportRequest
    {
        Protocol = SampleRun.Outcome.Protocol,
        Results = SampleRun.Outcome.Results,
        Audience = audience,
        Language = language,
    });

    private static XDocument Body(byte[] document)
    {
        using var archive = new ZipArchive(new MemoryStream(document));
        using var part = archive.GetEntry("word/document.xml")!.Open();
        return XDocument.Load(part, LoadOptions.PreserveWhitespace);
    }

    private static IEnumerable<string> Paragraphs(XDocument body) => body.Descendants(W + "p").Select(Text);

    private static string Text(XElement paragraph) => string.Concat(paragraph.Descendants(W + "t").Select(text => text.Value));

    [GeneratedRegex(@"(?<![A-Za-z–-])[a-z]{4,}(?![A-Za-z])")]
    private static partial Regex EnglishWord();
}
