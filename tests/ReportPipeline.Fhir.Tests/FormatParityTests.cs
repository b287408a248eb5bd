using System.Text;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Tests;

namespace ReportPipeline.Fhir.Tests;

/// <summary>The same bundle in XML means the same as in JSON.</summary>
public class FormatParityTests
{
    private static readonly string Folder = Repository.PathOf("tests", "ReportPipeline.Fhir.Tests", "Bundles", "Accepted");

    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Examine_SameBundleAsXml_GivesTheSameIssuesAndFacts(string file)
    {
        var json = File.ReadAllBytes(Path.Combine(Folder, file));
        var asJson = TestTrial.Examine(json);
        var asXml = TestTrial.Examine(ToXml(json), BundleFormat.Xml);
        TestTrial.Lines(asXml).ShouldBe(TestTrial.Lines(asJson));
        asXml.Facts.Select(FactLine.Of).ShouldBe(asJson.Facts.Select(FactLine.Of));
    }

    // Lenient, because the tolerated urn:uuid:1 must pass.
    private static byte[] ToXml(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        FhirJsonDeserializer.OSTRICH.TryDeserializeResource(ref reader, out var bundle, out _);
        using var stream = new MemoryStream();
        using (var writer = System.Xml.XmlWriter.Create(stream, new System.Xml.XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            new FhirXmlSerializer().Serialize((Bundle)bundle!, writer);
        }

        // The writer leaves out a resource without content; the bare Patient is put back.
        var xml = Encoding.UTF8.GetString(stream.ToArray());
        return Encoding.UTF8.GetBytes(xml.Replace("<entry><request><method value=\"POST\" /><url value=\"Patient\" />", "<entry><resource><Patient/></resource><request><method value=\"POST\" /><url value=\"Patient\" />"));
    }
}
