using System.Net.Sockets;
using System.Text.Json;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Tests;

namespace ReportPipeline.Functions.Tests.Hosting;

/// <summary>What a real Functions host sent is sent again, to the real program.</summary>
[Collection(AppTests.Name)]
public sealed class HostContractTests(AppFixture app)
{
    public static TheoryData<string, int> TimerRequests => RequestsThat(request => request.StartsWith("POST /Timer", StringComparison.Ordinal));

    public static TheoryData<string, int> StartUpRequests => RequestsThat(request => request.StartsWith("GET / ", StringComparison.Ordinal));

    public static TheoryData<string, int> PostRequests => RequestsThat(request =>
        request.StartsWith("POST /HttpFn", StringComparison.Ordinal) || request.StartsWith("POST /KeyFn", StringComparison.Ordinal));

    public static TheoryData<string> TimerInvocations
    {
        get
        {
            using var recorded = JsonDocument.Parse(File.ReadAllText(Repository.ReferenceData("HostContract", "timer-invocations.json")));
            return new TheoryData<string>(recorded.RootElement.EnumerateObject().Select(one => one.Value.GetProperty("body").GetString()!));
        }
    }

    [Fact]
    public void Recordings_Requests_AreThere()
    {
        TimerRequests.Count.ShouldBe(5);
        StartUpRequests.Count.ShouldBe(2);
        PostRequests.Count.ShouldBe(6);
        TimerInvocations.Count.ShouldBe(4);
    }

    [Theory]
    [MemberData(nameof(TimerRequests))]
    public async Task Timer_RecordedBytes_AnsweredAsTheHostNeeds(string file, int index)
    {
        var request = CapturedRequests.Read(file)[index].SentTo("/RunAnalyses");

        var answer = await RawHttp.SendAsync(app.UnderHost.Address, request);

        ShouldBeTimerAnswer(answer);
    }

    [Theory]
    [MemberData(nameof(TimerInvocations))]
    public async Task Timer_RecordedBody_AnsweredAsTheHostNeeds(string body)
    {
        var request = $"POST /RunAnalyses HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{body.Length:X}\r\n{body}\r\n0\r\n\r\n";

        ShouldBeTimerAnswer(await RawHttp.SendAsync(app.UnderHost.Address, request));
    }

    [Theory]
    [MemberData(nameof(StartUpRequests))]
    public async Task StartUp_RecordedBytes_AnsweredAtOnce(string file, int index) =>
        (await RawHttp.SendAsync(app.UnderHost.Address, CapturedRequests.Read(file)[index])).Status.ShouldBe(200);

    [Theory]
    [MemberData(nameof(PostRequests))]
    public async Task Post_RecordedBytes_ReachTheReceivingSide(string file, int index)
    {
        var request = CapturedRequests.Read(file)[index].SentTo("/api/fhir?x=1,2");

        (await RawHttp.SendAsync(app.UnderHost.Address, request)).Status.ShouldBe(401);
        var answer = await RawHttp.SendAsync(app.UnderHost.Address, request.With($"Authorization: Bearer {app.SiteToken(AppFixture.North)}"));

        // None of the recorded bodies is a Bundle: a Patient, three bytes of nonsense, CSV and a form.
        answer.Status.ShouldBeInRange(400, 422);
        answer.Headers["Content-Type"].ShouldStartWith("application/fhir+json");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"Data\":null}")]
    [InlineData("{\"Data\":{}}")]
    [InlineData("{\"Data\":{\"timer\":{}}}")]
    [InlineData("{\"Data\":{\"timer\":{\"IsPastDue\":\"yes\"}}}")]
    [InlineData("{\"Data\":{\"timer\":{\"IsPastDue\":false}}")]
    public async Task Timer_BodyThatIsNone_400WithReason(string body)
    {
        using var client = app.Client(app: app.UnderHost);

        using var answer = await client.PostAsync("/RunAnalyses", new StringContent(body));

        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("nothing was run");
    }

    [Theory]
    [InlineData("/api/RunAnalyses")]
    [InlineData("/runs")]
    public async Task Timer_OtherAddress_NotReachable(string path)
    {
        using var client = app.Client(app: app.UnderHost);

        using var answer = await client.PostAsync(path, new StringContent("{\"Data\":{\"timer\":{\"IsPastDue\":false}}}"));

        ((int)answer.StatusCode).ShouldBe(401);
    }

    [Fact]
    public async Task Start_UnderHostWithInheritedUrls_ListensOnItsOwnPortAndLoopbackAlone()
    {
        var hostsOwnPort = FunctionAppProcess.FreePort();
        var settings = app.Settings();
        settings["ASPNETCORE_URLS"] = $"http://127.0.0.1:{hostsOwnPort}";

        await using var started = await FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = settings, UnderHost = true });

        (await CanConnectAsync("127.0.0.1", started.Address.Port)).ShouldBeTrue();
        (await CanConnectAsync("127.0.0.1", hostsOwnPort)).ShouldBeFalse();
        (await CanConnectAsync("127.0.0.2", started.Address.Port)).ShouldBeFalse();
    }

    private static void ShouldBeTimerAnswer(RawHttp answer)
    {
        answer.Status.ShouldBe(200, answer.Body);
        answer.Headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
        using var body = JsonDocument.Parse(answer.Body);
        body.RootElement.EnumerateObject().Select(property => property.Name).ShouldBe(["Outputs", "Logs", "ReturnValue"]);
        body.RootElement.GetProperty("Outputs").GetRawText().ShouldBe("{}");
        body.RootElement.GetProperty("Logs").EnumerateArray().ShouldAllBe(line => line.ValueKind == JsonValueKind.String);
        body.RootElement.GetProperty("ReturnValue").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static TheoryData<string, int> RequestsThat(Func<string, bool> condition)
    {
        var found = new TheoryData<string, int>();
        foreach (var file in CapturedRequests.Files)
        {
            var requests = CapturedRequests.Read(file);
            for (var index = 0; index < requests.Count; index++)
            {
                if (condition(requests[index]))
                    found.Add(file, index);
            }
        }

        return found;
    }

    private static async Task<bool> CanConnectAsync(string host, int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
