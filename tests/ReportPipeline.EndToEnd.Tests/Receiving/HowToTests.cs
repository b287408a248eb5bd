using System.Text.Json;
using System.Text.RegularExpressions;

namespace ReportPipeline.Tests.Receiving;

/// <summary>The examples of the how-to are executed, so that they cannot drift from the program.</summary>
[Collection(ReceivingTests.Name)]
public sealed partial class HowToTests(ReceivingApps apps)
{
    private static readonly string Docs = Repository.PathOf("docs");
    private static readonly string Page = File.ReadAllText(Path.Combine(Docs, "hospital-how-to.md")).ReplaceLineEndings("\n");
    private static readonly IReadOnlyList<HttpFileRequest> Requests = HttpFileRequest.ReadAll(Path.Combine(Docs, "receiving.http"));

    public static TheoryData<string> Names() => [.. Requests.Select(request => request.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task HttpFile_Request_GetsTheAnswerThatIsWrittenThere(string name)
    {
        var request = Requests.Single(one => one.Name == name);
        using var client = new HttpClient();

        using var answer = await client.SendAsync(request.ToMessage(apps.Punctual.Address, apps.Token(ReceivingApps.North), Docs));

        var body = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(request.Status, body);
        if (request.Code is not { } code)
            return;
        var issue = Issues(JsonDocument.Parse(body).RootElement).Single(found => CodeOf(found) == code);

        // The how-to quotes the answer word for word.
        Page.ShouldContain($"{request.Status} `{code}`");
        Page.ShouldContain(issue.GetProperty("diagnostics").GetString()!);
    }

    [Fact]
    public void Page_TenMistakes_AreThoseOfTheHttpFile() =>
        Requests.Count(request => request.Name.StartsWith("Mistake ", StringComparison.Ordinal)).ShouldBe(10);

    [SkippableFact]
    public async Task Page_CurlCommands_Work()
    {
        Skip.If(OperatingSystem.IsWindows(), "The page's commands are for a Unix shell.");
        var commands = Fences().Matches(Page).Select(match => match.Groups[1].Value).Where(block => block.Contains("curl ", StringComparison.Ordinal)).ToList();
        commands.Count.ShouldBeGreaterThanOrEqualTo(3);
        await ReceivingApps.RunAsync(apps.Punctual);
        foreach (var command in commands)
        {
            var here = command.Replace("http://127.0.0.1:7071", apps.Punctual.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
            var script = $"set -e\nTOKEN={apps.Token(ReceivingApps.North)}\nRECEIPT={await ReceiptAsync()}\n{here}";
            var (exitCode, output) = await NodePackage.RunAsync(Repository.Root, "bash", "-c", script);

            exitCode.ShouldBe(0, $"{command}\n{output}");
            output.ShouldStartWith("HTTP/1.1 200", customMessage: command);
        }
    }

    private async Task<string> ReceiptAsync()
    {
        using var client = apps.Client(apps.Punctual);
        using var answer = await ReceivingApps.PostAsync(client, await File.ReadAllBytesAsync(Path.Combine(Docs, "examples", "first-bundle.json")));
        return ReceivingApps.ReceiptOf(answer);
    }

    /// <summary>The issues of an OperationOutcome, or of all entries of a response Bundle.</summary>
    private static IEnumerable<JsonElement> Issues(JsonElement answer) =>
        answer.GetProperty("resourceType").GetString() == "OperationOutcome"
            ? answer.GetProperty("issue").EnumerateArray()
            : answer.GetProperty("entry").EnumerateArray().SelectMany(entry => entry.GetProperty("response").TryGetProperty("outcome", out var outcome) ? Issues(outcome) : []);

    private static string? CodeOf(JsonElement issue) => issue.GetProperty("details").GetProperty("coding")[0].GetProperty("code").GetString();

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fences();
}
