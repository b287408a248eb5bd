using System.Text.Json;
using ReportPipeline.Fhir.Leaks;
using ReportPipeline.Reporting;
using ReportPipeline.Reporting.Verification;
using ReportPipeline.Tests.SampleResults;
using ReportPipeline.Tests.Verification;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Leaks;

/// <summary>Nothing of a patient slips through, and nobody's name stops a report that only happens to hold the same letters.</summary>
public sealed class LeakGuardTests
{
    private static readonly AnalysisResults Results = SampleRun.Outcome.Results;

    private static readonly string[] Constants =
    [
        .. ReportConstants.Of(Results, "en"), .. ReportConstants.Of(Results, "zh-Hans"),
        .. Strings(JsonSerializer.SerializeToElement(SampleRun.Outcome.Protocol, TrialJson.Options)),
    ];

    // The hundred commonest surnames of mainland China (Ministry of Public Security, 2020 list), which cover four people in five.
    private const string Surnames =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武";

    private static readonly string[] LatinSurnames =
    [
        "Wang", "Li", "Zhang", "Liu", "Chen", "Yang", "Huang", "Zhao", "Wu", "Zhou", "Xu", "Sun", "Ma", "Zhu", "Hu", "Guo", "He", "Lin", "Gao", "Luo",
        "Zheng", "Liang", "Xie", "Song", "Tang", "Han", "Cao", "Deng", "Feng", "Xiao", "Cheng", "Yuan", "Lu", "Fan", "Bai", "Shi", "Long", "Tan", "An", "Wan",
    ];

    public static TheoryData<string, Audience> Documents => new()
    {
        { "en", Audience.Open }, { "en", Audience.Closed }, { "zh-Hans", Audience.Open }, { "zh-Hans", Audience.Closed },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Search_ReportsOfPeopleWithEveryCommonSurname_FindsNothing(string language, Audience audience)
    {
        var terms = Patients.Terms([
            .. Surnames.Select(surname => Patients.Named(surname.ToString(), "示明")),
            .. LatinSurnames.Select(surname => Patients.Named(surname, "Shiming"))]);

        var guard = Guard(terms);
        DocumentTexts.Read(Document(language, audience))
            .Where(text => guard.Search([new GuardedText(text.Where, text.Text, text.Visible)]).Length > 0)
            .Select(text => text.Text).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Search_ReportsOfPeopleFromTheHospitalsCities_FindsNothing(string language, Audience audience) =>
        Search(Patients.Terms(Patients.Living("Wuhan", "99 Jiefang Road"), Patients.Living("武汉", "解放路99号"), Patients.Living("Hangzhou", "1 Qingchun Road"), Patients.Living("杭州市", "庆春路1号")),
            Document(language, audience)).ShouldBeEmpty();

    [Theory]
    [InlineData("王建国", IdentityKind.Name)]
    [InlineData("主治医师：王建国，白细胞正常", IdentityKind.Name)]
    [InlineData("王", IdentityKind.Name)]
    [InlineData("建国", IdentityKind.Name)]
    [InlineData("王某", IdentityKind.Name)]
    [InlineData("Wang", IdentityKind.Name)]
    [InlineData("lot WANG 7", IdentityKind.Name)]
    [InlineData("wang jianguo", IdentityKind.Name)]
    [InlineData("Jianguo Wang", IdentityKind.Name)]
    [InlineData("WangJianguo", IdentityKind.Name)]
    [InlineData("Ｗａｎｇ", IdentityKind.Name)]
    [InlineData("Wáng", IdentityKind.Name)]
    [InlineData("Meilan Zhao", IdentityKind.Name)]
    [InlineData("ZY-4711-08", IdentityKind.Identifier)]
    [InlineData("ZY471108", IdentityKind.Identifier)]
    [InlineData("42010619620305301x", IdentityKind.Identifier)]
    [InlineData("tel. +86 138 0013 8000", IdentityKind.Contact)]
    [InlineData("13800138000", IdentityKind.Contact)]
    [InlineData("wang.jg@example.org", IdentityKind.Contact)]
    [InlineData("武昌区解放路99号", IdentityKind.Address)]
    [InlineData("99 Jiefang Road", IdentityKind.Address)]
    [InlineData("Wuhan", IdentityKind.Address)]
    [InlineData("武汉", IdentityKind.Address)]
    [InlineData("born 1962-03-05", IdentityKind.BirthDate)]
    [InlineData("1962年3月5日", IdentityKind.BirthDate)]
    [InlineData("5 March 1962", IdentityKind.BirthDate)]
    [InlineData("5 Mar 1962", IdentityKind.BirthDate)]
    public void Search_SomethingOfThePatientInAParagraph_IsFoundByKind(string leak, IdentityKind kind)
    {
        var document = ZipTool.ReplaceText(Document("en", Audience.Closed), "word/document.xml", text =>
            text.Replace("</w:body>", $"<w:p><w:r><w:t>{leak}</w:t></w:r></w:p></w:body>", StringComparison.Ordinal));

        Search(Patients.Terms(Patients.Whole()), document).ShouldContain(new LeakFinding(kind, "word/document.xml"));
    }

    [Theory]
    [InlineData("word/header1.xml", "</w:hdr>", "<w:p><w:r><w:t>王建国</w:t></w:r></w:p></w:hdr>")]
    [InlineData("docProps/core.xml", "</dc:title>", " Wang Jianguo</dc:title>")]
    [InlineData("word/document.xml", "descr=\"", "descr=\"Wang: ")]
    [InlineData("word/charts/chart1.xml", "</c:v>", " Jianguo Wang</c:v>")]
    [InlineData("customXml/item1.xml", "result=\"", "result=\"ZY-4711-08 ")]
    public void Search_AnyPart_IsLookedAt(string part, string at, string leak)
    {
        var document = ZipTool.ReplaceText(Document("en", Audience.Closed), part, text =>
            string.Concat(text.AsSpan(0, text.IndexOf(at, StringComparison.Ordinal)), leak, text.AsSpan(text.IndexOf(at, StringComparison.Ordinal) + at.Length)));

        Search(Patients.Terms(Patients.Whole()), document).ShouldContain(finding => finding.Where == part);
    }

    [Fact]
    public void Search_NameOverTwoRuns_IsFound()
    {
        var document = ZipTool.ReplaceText(Document("zh-Hans", Audience.Open), "word/document.xml", text =>
            text.Replace("</w:body>", "<w:p><w:r><w:t>王</w:t></w:r><w:r><w:t>建国</w:t></w:r></w:p></w:body>", StringComparison.Ordinal));

        Search(Patients.Terms(Patients.Whole()), document).ShouldNotBeEmpty();
    }

    // The subject number passes the raw zone, and a report of people called Li may speak of the liver.
    [Theory]
    [InlineData("RM-001")]
    [InlineData("Liver function")]
    [InlineData("Wangen im Allgäu")]
    [InlineData("31962-03-051")]
    public void Search_WhatOnlyLooksLikeIt_IsNotFound(string text) =>
        Guard(Patients.Terms(Patients.Whole(), Patients.Named("Li", "Na"))).Search([new GuardedText("here", text, Visible: true)]).ShouldBeEmpty();

    [Fact]
    public void ReadIdentity_Terms_CannotBeReadBack()
    {
        var stored = System.Text.Encoding.UTF8.GetString(TrialJson.ToBytes(Patients.Terms(Patients.Whole())));

        foreach (var readable in new[] { "王", "建国", "wang", "jianguo", "4711", "13800138000", "1962", "wuhan" })
        {
            stored.ShouldNotContain(readable, Case.Insensitive);
        }
    }

    private static LeakGuard Guard(IEnumerable<IdentityTerm> terms) => Patients.Intake.GuardAgainst(terms, Constants);

    private static IReadOnlyList<LeakFinding> Search(IEnumerable<IdentityTerm> terms, byte[] document) =>
        Guard(terms).Search(DocumentTexts.Read(document).Select(text => new GuardedText(text.Where, text.Text, text.Visible)));

    private static byte[] Document(string language, Audience audience) => ClinicalReport.Write(SealedReport.Request(audience) with { Language = language });

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Strings(property.Value)),
        _ => [],
    };
}
