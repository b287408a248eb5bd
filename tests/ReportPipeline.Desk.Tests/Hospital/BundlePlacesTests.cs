using System.Text;
using ReportPipeline.Desk.Hospital;

namespace ReportPipeline.Desk.Tests.Hospital;

public sealed class BundlePlacesTests
{
    private const string Json = """
        {
          "resourceType": "Bundle",
          "entry": [
            { "fullUrl": "urn:1" },
            {
              "resource": {
                "resourceType": "Observation",
                "code": { "coding": [
                  { "system": "a" },
                  { "system": "b", "code": "c" }
                ] },
                "valueQuantity": {
                  "value": 3,
                  "unit": "x"
                }
              }
            }
          ]
        }
        """;

    private const string Xml = """
        <Bundle xmlns="http://hl7.org/fhir">
          <type value="collection"/>
          <entry><fullUrl value="urn:1"/></entry>
          <entry>
            <resource>
              <Observation>
                <code>
                  <coding><system value="a"/></coding>
                  <coding>
                    <system value="b"/>
                  </coding>
                </code>
              </Observation>
            </resource>
          </entry>
        </Bundle>
        """;

    [Theory]
    [InlineData("Bundle.entry[0]", 4)]
    [InlineData("Bundle.entry[1]", 5)]
    [InlineData("Bundle.entry[1].resource", 6)]
    [InlineData("Bundle.entry[1].resource.code.coding[1].system", 10)]
    [InlineData("Bundle.entry[1].resource.valueQuantity.unit", 14)]
    [InlineData("Bundle.entry[1].resource.valueQuantity.missing", 12)]
    [InlineData("Bundle.entry[1].resource.value.ofType(Quantity).unit", 12)]
    [InlineData("Bundle.entry[1].resource.value.unit", 14)]
    [InlineData("Bundle.entry[1].resource.cod", 6)]
    public void LineOf_PathInJson_IsWhereItBegins(string path, int line) => Places(Json).LineOf(path).ShouldBe(line);

    [Theory]
    [InlineData("Bundle.type", 2)]
    [InlineData("Bundle.entry[0]", 3)]
    [InlineData("Bundle.entry[1].resource", 5)]
    [InlineData("Bundle.entry[1].resource.code.coding[1]", 9)]
    [InlineData("Bundle.entry[1].resource.code.coding[1].system", 10)]
    [InlineData("Bundle.entry[1].resource.status", 5)]
    public void LineOf_PathInXml_IsWhereItBegins(string path, int line) => Places(Xml).LineOf(path).ShouldBe(line);

    [Theory]
    [InlineData("")]
    [InlineData("Bundle")]
    public void LineOf_WholeBundle_IsNoLine(string path) => Places(Json).LineOf(path).ShouldBeNull();

    [Theory]
    [InlineData("{\n\"a\": 1,\n\"b\": }", 3)]
    [InlineData("<Bundle>\n<a/>\n<b></c>\n</Bundle>", 3)]
    public void LineOf_BrokenText_IsWhereItBreaks(string text, int line) => Places(text).LineOf("").ShouldBe(line);

    [Theory]
    [InlineData("")]
    [InlineData("[[[[")]
    [InlineData("\"text\"")]
    [InlineData("{\"entry\":[[[{\"a\":[1,[2]]}]]]}")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")]
    public void Of_AnyText_NeverThrows(string text) => Should.NotThrow(() => Places(text).LineOf("Bundle.entry[0].resource"));

    private static BundlePlaces Places(string text) => BundlePlaces.Of(Encoding.UTF8.GetBytes(text));
}
