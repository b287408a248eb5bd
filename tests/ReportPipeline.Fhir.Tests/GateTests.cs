using System.Text;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Fhir.Tests;

/// <summary>Bodies that are refused before anything is parsed in full.</summary>
public class GateTests
{
    private const string Head = """{"resourceType":"Bundle","type":"transaction","entry":[""";
    private const string Observation = """{"resource":{"resourceType":"Observation","status":"final","code":{"text":"x"}EXTRA},"request":{"method":"POST","url":"Observation"}}""";

    private const string Crp = """
        {"resource":{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"1988-5"}]},
        "subject":{"identifier":{"system":"https://reportpipeline.example/trials/msc-covid19/subject","value":"RM-007"}},"effectiveDateTime":"2020-02-11",
        "valueQuantity":{"value":VALUE,"system":"http://unitsofmeasure.org","code":"mg/L"}},"request":{"method":"POST","url":"Observation"}}
        """;

    [Theory]
    [InlineData("", "body-empty")]
    [InlineData(" \r\n", "body-empty")]
    [InlineData("{", "not-json")]
    [InlineData("""{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{""", "not-json")]
    [InlineData("not json", "not-json")]
    [InlineData("NaN", "not-json")]
    [InlineData("""{"resourceType":"Bundle","type":"transaction",}""", "not-json")]
    [InlineData("""{"resourceType":"Bundle",/*x*/"type":"transaction"}""", "not-json")]
    [InlineData("""{"resourceType":"Bundle","type":"transaction"} {}""", "trailing-content")]
    [InlineData("""{"resourceType":"Bundle","type":"transaction"}x""", "trailing-content")]
    [InlineData("[]", "not-a-bundle")]
    [InlineData("7", "not-a-bundle")]
    [InlineData("null", "not-a-bundle")]
    [InlineData("""{"resourceType":"Patient"}""", "not-a-bundle")]
    [InlineData("""{"type":"transaction"}""", "not-a-bundle")]
    [InlineData("""{"resourceType":"Bundle"}""", "bundle-type-missing Bundle.type")]
    [InlineData("""{"resourceType":"Bundle","type":3}""", "bundle-type-missing Bundle.type")]
    [InlineData("""{"resourceType":"Bundle","type":"Transaction"}""", "code-invalid Bundle.type")]
    [InlineData("""{"resourceType":"Bundle","type":"transaction","entry":{"resource":{}}}""", "entry-not-an-object")]
    [InlineData("""{"resourceType":"Bundle","type":"transaction","entry":"x"}""", "entry-not-an-object")]
    public void Examine_BodyThatIsNoBundle_IsRefusedWithOneIssue(string body, string expected)
    {
        var result = TestTrial.Examine(body);
        (result.Accepted, result.HttpStatus).ShouldBe((false, 400));
        TestTrial.Lines(result).ShouldBe(["error " + expected]);
    }

    [Theory]
    [InlineData("document")]
    [InlineData("message")]
    [InlineData("searchset")]
    [InlineData("history")]
    [InlineData("transaction-response")]
    public void Examine_OtherBundleType_Is422(string type)
    {
        var result = TestTrial.Examine($$"""{"resourceType":"Bundle","type":"{{type}}"}""");
        result.HttpStatus.ShouldBe(422);
        TestTrial.Lines(result).ShouldBe(["error bundle-type-unsupported Bundle.type"]);
    }

    [Theory]
    [InlineData("""{"resourceType":"Bundle","type":"transaction"}""")]
    [InlineData("""{"type":"batch","resourceType":"Bundle"}""")]
    [InlineData(" \n {\"resourceType\":\"Bundle\",\"type\":\"collection\"} \n")]
    [InlineData("""{"resourceType":"Bundle","type":"transaction","entry":[]}""")]
    [InlineData("""{"resourceType":"Bundle","type":"\u0074ransaction"}""")]
    public void Examine_EmptyBundle_IsAccepted(string body)
    {
        var result = TestTrial.Examine(body);
        (result.Accepted, result.HttpStatus).ShouldBe((true, 200));
        result.Entries.ShouldBeEmpty();
    }

    [Fact]
    public void Examine_ByteOrderMark_IsFine() =>
        TestTrial.Examine([0xEF, 0xBB, 0xBF, .. """{"resourceType":"Bundle","type":"transaction"}"""u8]).Accepted.ShouldBeTrue();

    [Fact]
    public void Examine_InvalidUtf8_IsRefused() =>
        TestTrial.Lines(TestTrial.Examine([.. """{"resourceType":"Bundle","type":"transaction","id":"""u8, (byte)'"', 0xC3, 0x28, (byte)'"', (byte)'}'])).ShouldBe(["error not-utf8"]);

    [Fact]
    public void Examine_Utf16_IsRefused() =>
        TestTrial.Examine(Encoding.Unicode.GetBytes("""{"resourceType":"Bundle","type":"transaction","id":"鄂"}""")).HttpStatus.ShouldBe(400);

    [Theory]
    [InlineData(""","status":"final" """, "duplicate-name Bundle.entry[0].resource.status")]
    [InlineData(""","\u0073tatus":"final" """, "duplicate-name Bundle.entry[0].resource")]
    [InlineData(""","resourceType":"Patient" """, "duplicate-name Bundle.entry[0].resource.resourceType")]
    [InlineData(""","note":[{"text":"a"},{"text":"b","text":"c"}]""", "duplicate-name Bundle.entry[0].resource.note[1].text")]
    [InlineData(""","valueString":"a\u0000b" """, "invalid-character Bundle.entry[0].resource.valueString")]
    [InlineData(""","valueString":"a\ud800b" """, "invalid-character Bundle.entry[0].resource.valueString")]
    [InlineData(""","valueString":"\udc00" """, "invalid-character Bundle.entry[0].resource.valueString")]
    public void Examine_WhatTheParserWouldMangle_IsToldAtItsPlace(string extra, string expected)
    {
        var result = TestTrial.Examine(Head + Observation.Replace("EXTRA", extra) + "]}");
        result.HttpStatus.ShouldBe(400);
        TestTrial.Lines(result).ShouldContain("error " + expected);
    }

    [Theory]
    [InlineData("1.2345678901234567890123456789")]
    [InlineData("1e29")]
    [InlineData("1e-29")]
    [InlineData("-1.0E+400")]
    [InlineData("1e999999999999")]
    public void Examine_NumberThatADecimalCannotHold_IsKeptAndQueried(string number)
    {
        var result = TestTrial.Examine(Head + Crp.Replace("VALUE", number) + "]}");
        result.Accepted.ShouldBeTrue();
        TestTrial.Lines(result).ShouldBe(
        [
            "warning number-too-precise Bundle.entry[0].resource.valueQuantity.value",
            "warning number-too-precise Bundle.entry[0].resource.value",
        ]);
        result.Facts.OfType<ObservationFact>().Single().Value.ShouldBe(new MissingValue("quarantined"));
    }

    [Theory]
    [InlineData("1.234567890123456789012345678")]
    [InlineData("0.0000000000000000000000000001")]
    [InlineData("1e27")]
    [InlineData("1.5E3")]
    [InlineData("-0.0")]
    [InlineData("0e0")]
    public void Examine_NumberThatADecimalHolds_IsKept(string number)
    {
        var result = TestTrial.Examine(Head + Observation.Replace("EXTRA", $$""","valueQuantity":{"value":{{number}}}""") + "]}");
        result.Issues.ShouldNotContain(issue => issue.Code == "number-too-precise");
    }

    [Theory]
    [InlineData(""","valueString":"tab\tline\nquote\"\\\/" """)]
    [InlineData(""","valueString":"\ud83d\ude00 \u9102" """)]
    public void Examine_EscapesThatAreText_AreFine(string extra) =>
        TestTrial.Examine(Head + Observation.Replace("EXTRA", extra) + "]}").Accepted.ShouldBeTrue();

    [Fact]
    public void Examine_EntriesThatAreNoObjects_KeepTheSendersIndex()
    {
        var bad = Observation.Replace("EXTRA", ",\"valueInteger\":1.5");
        var result = TestTrial.Examine($"{Head}null,\"x\",[],{bad}]}}");
        TestTrial.Lines(result).ShouldBe(
        [
            "error entry-not-an-object Bundle.entry[0]",
            "error entry-not-an-object Bundle.entry[1]",
            "error entry-not-an-object Bundle.entry[2]",
            "error value-invalid Bundle.entry[3].resource.value",
            "information parameter-unknown Bundle.entry[3].resource.code",
        ]);
    }

    [Fact]
    public void Examine_TenThousandLevels_IsRefusedAtOnce()
    {
        var deep = new string('[', 10_000) + new string(']', 10_000);
        TestTrial.Lines(TestTrial.Examine(Head + Observation.Replace("EXTRA", ",\"x\":" + deep) + "]}")).ShouldBe(["error nesting-too-deep"]);
        var xml = string.Concat(Enumerable.Repeat("<a>", 10_000)) + string.Concat(Enumerable.Repeat("</a>", 10_000));
        TestTrial.Lines(TestTrial.Examine($"<Bundle xmlns=\"http://hl7.org/fhir\">{xml}</Bundle>", BundleFormat.Xml)).ShouldBe(["error nesting-too-deep"]);
    }

    [Fact]
    public void Examine_AMillionEntries_IsRefusedAtOnce()
    {
        var body = Encoding.ASCII.GetBytes(Head + string.Join(',', Enumerable.Repeat("{}", 1_000_000)) + "]}");
        var result = TestTrial.Examine(body);
        result.HttpStatus.ShouldBe(413);
        TestTrial.Lines(result).ShouldBe(["error too-many-entries"]);
    }

    [Fact]
    public void Examine_BodyOverTheLimit_Is413()
    {
        var intake = new BundleIntake(TestTrial.Protocol, TestTrial.Key, new BundleLimits { Bytes = 10 });
        var result = intake.Examine(new IntakeRequest(new byte[11].Select(_ => (byte)'{').ToArray(), BundleFormat.Json, TestTrial.Wuhan, TestTrial.ReceivedAt));
        result.HttpStatus.ShouldBe(413);
    }

    [Fact]
    public void Examine_EntryOfManyElements_IsRefusedWithoutParsing()
    {
        var result = TestTrial.Examine(Head + Observation.Replace("EXTRA", ",\"note\":[" + string.Join(',', Enumerable.Repeat("{}", 60_000)) + "]") + "]}");
        result.HttpStatus.ShouldBe(413);
        TestTrial.Lines(result).ShouldBe(["error entry-too-complex Bundle.entry[0]"]);
    }

    [Theory]
    [InlineData("""<!DOCTYPE Bundle [<!ENTITY x SYSTEM "file:///etc/passwd">]><Bundle xmlns="http://hl7.org/fhir"><id value="&x;"/></Bundle>""", "xml-document-type")]
    [InlineData("""<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><Bundle xmlns="http://hl7.org/fhir"><id value="&b;"/></Bundle>""", "xml-document-type")]
    [InlineData("""<Bundle xmlns="http://hl7.org/fhir"><type value="transaction"/>""", "not-xml")]
    [InlineData("""<Bundle xmlns="http://hl7.org/fhir"><type value="transaction"/></Bundle><x/>""", "not-xml")]
    [InlineData("""<Bundle xmlns="http://hl7.org/fhir"><id value="&amp;&undefined;"/></Bundle>""", "not-xml")]
    [InlineData("""<Bundle><type value="transaction"/></Bundle>""", "not-a-bundle")]
    [InlineData("""<Patient xmlns="http://hl7.org/fhir"/>""", "not-a-bundle")]
    [InlineData("""<?xml version="1.0" encoding="UTF-16"?><Bundle xmlns="http://hl7.org/fhir"/>""", "not-utf8")]
    [InlineData("""{"resourceType":"Bundle"}""", "not-xml")]
    public void Examine_XmlThatIsNoBundle_IsRefusedWithOneIssue(string body, string expected)
    {
        var result = TestTrial.Examine(body, BundleFormat.Xml);
        result.HttpStatus.ShouldBe(400);
        TestTrial.Lines(result).ShouldBe(["error " + expected]);
    }

    [Fact]
    public void Examine_EmptyXmlBundle_IsAccepted() =>
        TestTrial.Examine("""<Bundle xmlns="http://hl7.org/fhir"><type value="batch"/></Bundle>""", BundleFormat.Xml).Accepted.ShouldBeTrue();
}
