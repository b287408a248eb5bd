using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Functions.Access;
using ReportPipeline.Tests;

namespace ReportPipeline.Functions.Tests.Ingest;

/// <summary>Storage that answers what it should not: the sender hears 503 with Retry-After, never 500 and never a false 2xx.</summary>
public sealed class OddStorageTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("odd-").FullName;
    private readonly string address = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://127.0.0.1:{FunctionAppProcess.FreePort()}");
    private WebApplication storage = null!;
    private FunctionAppProcess app = null!;
    private int status = 503;
    private string code = "";
    private string body = "";

    private bool IsClaimedToBeThere => code is "BlobAlreadyExists" or "ConditionNotMet";

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        storage = builder.Build();
        storage.Urls.Add(address);
        storage.Run(AnswerAsync);
        await storage.StartAsync();
        var connection = $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;BlobEndpoint={address}/a;";
        app = await FunctionAppProcess.StartAsync(new FunctionAppStart
        {
            Settings = DevelopmentSettings.Create(connection, folder, Repository.PathOf("protocols", "msc-covid19.json")),
            UnderHost = true,
        });
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await storage.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Post_StorageAnswersOddly_503WithRetryAfter()
    {
        foreach (var (oddStatus, oddCode, oddBody) in Odd())
        {
            (status, code, body) = (oddStatus, oddCode, oddBody);
            // For what is refused, "it is there already" is as good as kept.
            foreach (var bundle in IsClaimedToBeThere ? [IngestBundleTests.Bundle("odd")] : new[] { IngestBundleTests.Bundle("odd"), "no bundle"u8.ToArray() })
            {
                using var client = new HttpClient { BaseAddress = app.Address };
                client.DefaultRequestHeaders.Authorization = new("Bearer", Token());
                using var answer = await IngestBundleTests.PostAsync(client, bundle);

                var text = await answer.Content.ReadAsStringAsync();
                ((int)answer.StatusCode).ShouldBe(503, $"storage {oddStatus} {oddCode}: {text}");
                answer.Headers.RetryAfter.ShouldNotBeNull();
                using var outcome = JsonDocument.Parse(text);
                outcome.RootElement.GetProperty("issue")[0].GetProperty("details").GetProperty("coding")[0].GetProperty("code").GetString().ShouldBe("storage-unavailable");
            }
        }
    }

    /// <summary>Statuses with and without storage's own error code, among them "it is there already" for what is not there.</summary>
    private static IEnumerable<(int Status, string Code, string Body)> Odd() =>
    [
        (304, "", ""), (400, "InvalidHeaderValue", ""), (400, "", "<html>proxy</html>"), (401, "", ""), (403, "AuthenticationFailed", ""), (404, "", ""),
        (404, "ResourceNotFound", ""), (405, "", ""), (409, "", ""), (409, "ContainerBeingDeleted", ""), (409, "BlobAlreadyExists", ""), (412, "", ""), (412, "ConditionNotMet", ""),
        (416, "InvalidRange", ""), (418, "", ""), (429, "", ""), (500, "InternalError", ""), (501, "", ""), (503, "ServerBusy", ""),
    ];

    private async Task AnswerAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        // What is said to be there is not found when it is looked for.
        var looking = context.Request.Method is "HEAD" or "GET" && IsClaimedToBeThere;
        context.Response.StatusCode = looking ? 404 : status;
        if (code.Length > 0)
            context.Response.Headers["x-ms-error-code"] = looking ? "BlobNotFound" : code;
        if (body.Length > 0 && context.Request.Method != "HEAD")
            await context.Response.WriteAsync(body);
    }

    private string Token() => DevelopmentIssuer.Open(folder).Issue(
        new TokenRequest("test", [Roles.OfSite(AppFixture.North)], DevelopmentSettings.Audience, TimeProvider.System.GetUtcNow()));
}
