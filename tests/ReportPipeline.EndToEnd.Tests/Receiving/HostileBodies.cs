using System.IO.Compression;
using System.Text;

namespace ReportPipeline.Tests.Receiving;

/// <summary>What an attacker, or a broken program, may send instead of a bundle.</summary>
internal static class HostileBodies
{
    private const string Json = "application/fhir+json";
    private const string Xml = "application/fhir+xml";

    /// <summary>The answer a hostile body must get.</summary>
    internal sealed record Case(string MediaType, Func<byte[]> Body, int Status, string Code);

    public static IReadOnlyDictionary<string, Case> All { get; } = new Dictionary<string, Case>
    {
        ["empty"] = new(Json, () => [], 400, "body-empty"),
        ["truncated"] = new(Json, () => Text("""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Pat"""), 400, "not-json"),
        ["array at the root"] = new(Json, () => Text("[]"), 400, "not-a-bundle"),
        ["ten thousand levels of arrays"] = new(Json, () => Text(Bundle(new string('[', 10_000) + new string(']', 10_000))), 400, "nesting-too-deep"),
        ["ten thousand levels of objects"] = new(Json, () => Text(Repeat("{\"a\":", 10_000) + "1" + new string('}', 10_000)), 400, "nesting-too-deep"),
        ["ten thousand levels of XML"] = new(Xml, () => Text("<Bundle xmlns=\"http://hl7.org/fhir\">" + Repeat("<entry>", 10_000) + Repeat("</entry>", 10_000) + "</Bundle>"), 400, "nesting-too-deep"),
        ["a million entries"] = new(Json, () => Text(Bundle("[" + Repeat("{},", 999_999) + "{}]")), 413, "too-many-entries"),
        ["a million elements of XML outside the entries"] = new(Xml, () => Text("<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"batch\"/>" + Repeat("<e/>", 1_000_000) + "</Bundle>"), 413, "entry-too-complex"),
        ["a million values outside the entries"] = new(Json, () => Text("{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"x\":[" + Repeat("1,", 999_999) + "1]}"), 413, "entry-too-complex"),
        ["gzip bomb"] = new(Json, () => Gzip(1024), 413, "body-too-large"),
        ["gzip that breaks off"] = new(Json, () => HalfOf(Compressed(Text(Bundle("[" + string.Join(',', Enumerable.Range(0, 9_000).Select(number => $"{{\"fullUrl\":\"urn:x:{number * 7919}\"}}")) + "]")))), 400, "gzip-broken"),
        ["gzip without its trailer"] = new(Json, () => Compressed(Text(Bundle("[]")))[..^8], 400, "gzip-broken"),
        ["gzip and more"] = new(Json, () => [.. Compressed(Text(Bundle("[]"))), .. Text(" and more")], 400, "gzip-broken"),
        ["gzip that is none"] = new(Json, () => [0x1f, 0x8b, .. Text("not compressed")], 400, "gzip-broken"),
        ["document type"] = new(Xml, () => Text("<!DOCTYPE Bundle><Bundle xmlns=\"http://hl7.org/fhir\"/>"), 400, "xml-document-type"),
        ["external entity"] = new(Xml, () => Text("<!DOCTYPE Bundle [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><Bundle xmlns=\"http://hl7.org/fhir\"><id value=\"&x;\"/></Bundle>"), 400, "xml-document-type"),
        ["entity expansion"] = new(Xml, () => Text(BillionLaughs()), 400, "xml-document-type"),
        ["XML that breaks off"] = new(Xml, () => Text("<Bundle xmlns=\"http://hl7.org/fhir\"><type"), 400, "not-xml"),
        ["duplicate keys"] = new(Json, () => Text("""{"resourceType":"Bundle","type":"collection","type":"transaction"}"""), 400, "duplicate-name"),
        ["NaN"] = new(Json, () => Text(Bundle("[{\"resource\":{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":NaN}}}]")), 400, "not-json"),
        ["huge number"] = new(Json, () => Text(Bundle("[{\"resource\":{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":1e400}}}]")), 400, "number-too-precise"),
        ["number of a million digits"] = new(Json, () => Text(Bundle("[{\"resource\":{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":" + new string('9', 1_000_000) + "}}}]")), 400, "number-too-precise"),
        ["invalid UTF-8"] = new(Json, () => [.. Text("{\"resourceType\":\"Bundle\",\"id\":\""), 0xC3, 0x28, .. Text("\"}")], 400, "not-utf8"),
        ["UTF-16"] = new(Json, () => Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Bundle("[]"))).ToArray(), 400, "not-utf8"),
        ["trailing garbage"] = new(Json, () => Text(Bundle("[]") + " and more"), 400, "trailing-content"),
        ["two bundles"] = new(Json, () => Text(Bundle("[]") + Bundle("[]")), 400, "trailing-content"),
        ["XML called JSON"] = new(Json, () => Text("<Bundle xmlns=\"http://hl7.org/fhir\"/>"), 400, "not-json"),
        ["JSON called XML"] = new(Xml, () => Text(Bundle("[]")), 400, "not-xml"),
        ["a form"] = new("application/x-www-form-urlencoded", () => Text("bundle=1"), 415, "media-type-not-supported"),
        ["eight mebibytes of blanks and more"] = new(Json, () => Text(new string(' ', (8 * 1024 * 1024) + 1)), 413, "body-too-large"),
        ["eight mebibytes of one string"] = new(Json, () => Text("{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"id\":\"" + new string('a', (8 * 1024 * 1024) - 100) + "\"}"), 400, "value-invalid"),
    };

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static string Bundle(string entries) => $$"""{"resourceType":"Bundle","type":"collection","entry":{{entries}}}""";

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static byte[] HalfOf(byte[] body) => body[..(body.Length / 2)];

    /// <summary>Blanks that inflate to this many mebibytes.</summary>
    private static byte[] Gzip(int mebibytes)
    {
        var blanks = new byte[1024 * 1024];
        Array.Fill(blanks, (byte)' ');
        return Compressed(Enumerable.Repeat(blanks, mebibytes).ToArray());
    }

    private static byte[] Compressed(params byte[][] blocks)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            foreach (var block in blocks)
                gzip.Write(block);
        }

        return compressed.ToArray();
    }

    private static string BillionLaughs()
    {
        var entities = Enumerable.Range(1, 9).Select(level => $"<!ENTITY l{level} \"{Repeat($"&l{level - 1};", 10)}\">");
        return $"<!DOCTYPE Bundle [<!ENTITY l0 \"ha\">{string.Concat(entities)}]><Bundle xmlns=\"http://hl7.org/fhir\"><id value=\"&l9;\"/></Bundle>";
    }
}
