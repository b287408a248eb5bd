using System.Text;
using System.Text.Json;

namespace ReportPipeline.Tests.Receiving;

/// <summary>Queries and completeness, from bundle over run to the hospital's own answer.</summary>
[Collection(ReceivingTests.Name)]
public sealed class FeedbackTests(ReceivingApps apps)
{
    [Fact]
    public async Task Get_AfterARun_OwnQueriesOpenThenAnsweredAndWhatIsMissing()
    {
        const string prefix = "feedback-";
        await using var app = await apps.StartAsync(prefix, 0);
        using var north = apps.Client(app);
        using var south = apps.Client(app, ReceivingApps.South);
        using var early = await north.GetAsync("/api/fhir/queries");
        ((int)early.StatusCode).ShouldBe(404);
        (await ReceivingApps.IssuesAsync(early)).ShouldBe(["error no-run-yet"]);

        await PostAsync(north, Subject("RM-901", "mg/dl"));
        await PostAsync(south, Subject("ZJ-901", "mg/dL"));
        await ReceivingApps.RunAsync(app);
        var open = await QueriesAsync(north);
        open.GetProperty("open").EnumerateArray().Select(query => $"{query.GetProperty("code").GetString()} {query.GetProperty("subject").GetString()} {query.GetProperty("concerns").GetProperty("expression").GetString()}")
            .ShouldContain("unit-unknown RM-901 Bundle.entry[2].resource");
        (await QueriesAsync(south)).GetRawText().ShouldNotContain("RM-901");

        await PostAsync(north, Subject("RM-901", "mg/dL"));
        await ReceivingApps.RunAsync(app);
        var answered = await QueriesAsync(north);
        answered.GetProperty("open").GetRawText().ShouldNotContain("unit-unknown");
        answered.GetProperty("answered").EnumerateArray().ShouldHaveSingleItem().GetProperty("answeredBy").GetProperty("resourceType").GetString().ShouldBe("Observation");

        var completeness = await GetAsync(north, "/api/fhir/completeness");
        var subject = completeness.GetProperty("subjects").EnumerateArray().ShouldHaveSingleItem();
        subject.GetProperty("subject").GetString().ShouldBe("RM-901");
        var dayOne = subject.GetProperty("visits").EnumerateArray().Single(visit => visit.GetProperty("visit").GetString() == "day-1");
        dayOne.GetProperty("standing").GetString().ShouldBe("incomplete");
        dayOne.GetProperty("missing").EnumerateArray().Select(code => code.GetString()).ShouldContain("SPO2");
    }

    private static async Task PostAsync(HttpClient client, byte[] bundle)
    {
        using var answer = await ReceivingApps.PostAsync(client, bundle);
        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync());
    }

    private static Task<JsonElement> QueriesAsync(HttpClient client) => GetAsync(client, "/api/fhir/queries");

    private static async Task<JsonElement> GetAsync(HttpClient client, string path)
    {
        using var document = JsonDocument.Parse(await client.GetStringAsync(path));
        return document.RootElement.Clone();
    }

    /// <summary>Enrolled on 10 February 2020, with a C-reactive protein in the given unit.</summary>
    private static byte[] Subject(string number, string unit)
    {
        var patient = $"Patient?identifier=https://reportpipeline.example/trials/msc-covid19/subject|{number}";
        return Encoding.UTF8.GetBytes($$$"""
            {"resourceType":"Bundle","type":"transaction","entry":[
            {"resource":{"resourceType":"Patient","identifier":[{"system":"https://reportpipeline.example/trials/msc-covid19/subject","value":"{{{number}}}"}],"gender":"female"},
             "request":{"method":"POST","url":"Patient","ifNoneExist":"identifier=https://reportpipeline.example/trials/msc-covid19/subject|{{{number}}}"}},
            {"resource":{"resourceType":"Observation","id":"enrolment-{{{number}}}","status":"final","code":{"coding":[{"system":"https://reportpipeline.example/trials/msc-covid19/parameter","code":"enrolment"}]},
              "subject":{"reference":"{{{patient}}}"},"effectiveDateTime":"2020-02-10T08:00:00+08:00"},"request":{"method":"PUT","url":"Observation/enrolment-{{{number}}}"}},
            {"resource":{"resourceType":"Observation","id":"crp-{{{number}}}","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"1988-5"}]},
              "subject":{"reference":"{{{patient}}}"},"effectiveDateTime":"2020-02-10T08:30:00+08:00",
              "valueQuantity":{"value":4.8,"system":"http://unitsofmeasure.org","code":"{{{unit}}}"}},"request":{"method":"PUT","url":"Observation/crp-{{{number}}}"}}]}
            """);
    }
}
