using ReportPipeline.Fhir.Intake;

namespace ReportPipeline.Fhir.Tests;

/// <summary>Rules that hold at any depth of a resource.</summary>
public class RuleTests
{
    private static IntakeResult Patient(string content, string type = "transaction") => TestTrial.Examine(
        $$$"""
        {"resourceType":"Bundle","type":"{{{type}}}","entry":[{"resource":{"resourceType":"Patient","identifier":[{"system":"{{{TestTrial.SubjectSystem}}}","value":"RM-007"}],
        {{{content}}} },"request":{"method":"POST","url":"Patient"}}]}
        """);

    [Fact]
    public void Examine_DanglingReferenceInAPrimitivesExtension_IsFound() =>
        TestTrial.Lines(Patient("""
            "birthDate":"1961","_birthDate":{"extension":[{"url":"https://example.org/a","valueReference":{"reference":"#nobody"}}]}
            """)).ShouldBe(["error contained-missing Bundle.entry[0].resource.birthDate.extension[0].value"]);

    [Fact]
    public void Examine_ModifierExtensionDeepDown_IsRefused() =>
        TestTrial.Lines(Patient("""
            "contact":[{"name":{"text":"a"},"modifierExtension":[{"url":"https://example.org/a","valueBoolean":true}]}]
            """)).ShouldBe(["error modifier-extension Bundle.entry[0].resource.contact[0].modifierExtension[0]"]);

    [Fact]
    public void Examine_ContainedResourceThatRefersToItsContainer_IsReferred() =>
        Patient("""
            "contained":[{"resourceType":"Observation","id":"o","status":"final","code":{"text":"x"},"subject":{"reference":"#"}}]
            """).Accepted.ShouldBeTrue();

    /// <summary>R4, string: leading and trailing white space is allowed and SHOULD be removed in XML. HL7's own examples have it.</summary>
    [Fact]
    public void Examine_WhiteSpaceAroundValuesInXml_IsTakenWithoutIt()
    {
        const string body = $"""
            <Bundle xmlns="http://hl7.org/fhir"><type value="collection"/><entry><resource><Patient><identifier><system value="{TestTrial.SubjectSystem}"/><value value=" RM-007 "/></identifier>
            <gender value="female"/><communication><language><coding><display value=" led and followed by a space "/></coding></language></communication></Patient></resource></entry></Bundle>
            """;

        var result = TestTrial.Examine(System.Text.Encoding.UTF8.GetBytes(body), BundleFormat.Xml);

        TestTrial.Lines(result).ShouldBeEmpty();
        result.Facts.Single().Link.Subject!.Value.ToString().ShouldBe("RM-007");
    }

    /// <summary>R4's pattern for canonical and url is that of uri: anything without white space.</summary>
    [Theory]
    [InlineData("http:////acme.example/messagedefinition", true)]
    [InlineData("relative|1.0", true)]
    [InlineData("http://a b", false)]
    public void Examine_CanonicalAndUrl_AreTakenWithoutWhiteSpace(string address, bool accepted) =>
        Patient($$"""
            "extension":[{"url":"https://example.org/a","valueCanonical":"{{address}}"},{"url":"https://example.org/a","valueUrl":"{{address}}"}]
            """).Accepted.ShouldBe(accepted);

    [Fact]
    public void Examine_ImplicitRules_IsRefused() =>
        Patient("\"implicitRules\":\"https://example.org/rules\"").HttpStatus.ShouldBe(422);

    [Fact]
    public void Examine_RequestInACollection_IsRefused() =>
        TestTrial.Lines(Patient("\"gender\":\"male\"", "collection")).ShouldBe(["error request-unexpected Bundle.entry[0].request"]);

    [Theory]
    [InlineData("Patient/1/_history/2")]
    [InlineData("https://elsewhere.example/fhir/Patient/1")]
    [InlineData("Patient?name=x")]
    public void Examine_ReferenceThatR4Allows_IsTaken(string reference) =>
        Patient($$$"""
            "link":[{"other":{"reference":"{{{reference}}}"},"type":"seealso"}]
            """).Accepted.ShouldBeTrue();

    [Theory]
    [InlineData("Zhang Wei")]
    [InlineData("Frobnicate/1")]
    [InlineData("Patient")]
    public void Examine_TextThatIsNoReference_IsRefused(string reference) =>
        TestTrial.Lines(Patient($$$"""
            "link":[{"other":{"reference":"{{{reference}}}"},"type":"seealso"}]
            """)).ShouldBe(["error reference-invalid Bundle.entry[0].resource.link[0].other"]);

    [Fact]
    public void Examine_FullUrlsThatClashOrNameAVersion_AreRefused()
    {
        const string entry = """{"fullUrl":"URL","resource":{"resourceType":"Basic","code":{"text":"x"}},"request":{"method":"POST","url":"Basic"}}""";
        string[] urls = ["urn:uuid:A", "urn:uuid:a", "https://h.example/fhir/Basic/1/_history/2", "Basic/1"];
        var bundle = $$$"""{"resourceType":"Bundle","type":"transaction","entry":[{{{string.Join(',', urls.Select(url => entry.Replace("URL", url)))}}}]}""";
        TestTrial.Lines(TestTrial.Examine(bundle)).Where(line => line.StartsWith("error")).ShouldBe(
        [
            "error full-url-duplicate Bundle.entry[1].fullUrl",
            "error full-url-invalid Bundle.entry[2].fullUrl",
            "error full-url-invalid Bundle.entry[3].fullUrl",
        ]);
    }
}
