using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ReportPipeline.Functions.Tests.Ingest.EndpointTable;

/// <summary>An answer to a posted bundle, read once.</summary>
internal sealed record Posted(int Status, HttpResponseMessage Message, JsonElement Body)
{
    public const string SubjectSystem = "https://reportpipeline.example/trials/msc-covid19/subject";

    /// <summary>Posts JSON to the endpoint, or to another address, with more headers if any ("Name: value").</summary>
    public static async Task<Posted> SendAsync(HttpClient client, string bundle, string address = "/api/fhir", params string[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(bundle)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/fhir+json");
        foreach (var header in headers)
            request.Headers.Add(header.Split(": ")[0], header.Split(": ")[1]);
        var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/fhir+json", text);
        using var document = JsonDocument.Parse(text);
        return new Posted((int)answer.StatusCode, answer, document.RootElement.Clone());
    }

    /// <summary>The statuses of a response Bundle's entries.</summary>
    public string[] Statuses => [.. Responses.Select(response => response.GetProperty("status").GetString()!)];

    public IReadOnlyList<JsonElement> Responses =>
        Body.TryGetProperty("entry", out var entries) ? [.. entries.EnumerateArray().Select(entry => entry.GetProperty("response"))] : [];

    /// <summary>Every issue, of the outcome or of the entries, as "severity code expression".</summary>
    public string[] Issues => [.. IssuesIn(Body)];

    public string Location(int entry) => Responses[entry].GetProperty("location").GetString()!;

    /// <summary>The id that an entry got: the second part of its location.</summary>
    public string IdOf(int entry) => Location(entry).Split('/')[1];

    public static string Bundle(string type, params string[] entries) =>
        $$"""{"resourceType":"Bundle","type":"{{type}}","entry":[{{string.Join(',', entries)}}]}""";

    public static string Entry(string resource, string method, string url, string more = "") =>
        $$$"""{"resource":{{{resource}}},"request":{"method":"{{{method}}}","url":"{{{url}}}"{{{more}}}}}""";

    /// <summary>C-reactive protein of a subject of the hospital in Wuhan.</summary>
    public static string Crp(string id, decimal value, string more = "") =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $$$"""
        {"resourceType":"Observation",{{{(id.Length > 0 ? $"\"id\":\"{id}\"," : "")}}}{{{more}}}"status":"final","code":{"coding":[{"system":"http://loinc.org","code":"1988-5"}]},
        "subject":{"identifier":{"system":"{{{SubjectSystem}}}","value":"RM-007"}},"effectiveDateTime":"2020-02-11T08:00:00+08:00",
        "valueQuantity":{"value":{{{value}}},"system":"http://unitsofmeasure.org","code":"mg/L"}}
        """);

    public static string Put(string id, decimal value, string more = "", string requestMore = "") => Entry(Crp(id, value, more), "PUT", $"Observation/{id}", requestMore);

    private static IEnumerable<string> IssuesIn(JsonElement element)
    {
        if (element.GetProperty("resourceType").GetString() == "OperationOutcome")
        {
            return element.GetProperty("issue").EnumerateArray().Select(issue =>
                $"{issue.GetProperty("severity").GetString()} {CodeOf(issue)} {(issue.TryGetProperty("expression", out var path) ? path[0].GetString() : "")}".TrimEnd());
        }

        return element.TryGetProperty("entry", out var entries)
            ? entries.EnumerateArray().SelectMany(entry => entry.GetProperty("response").TryGetProperty("outcome", out var outcome) ? IssuesIn(outcome) : [])
            : [];
    }

    private static string CodeOf(JsonElement issue) =>
        issue.TryGetProperty("details", out var details) ? details.GetProperty("coding")[0].GetProperty("code").GetString()! : "none";
}
