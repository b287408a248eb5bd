using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Functions.Access;

namespace ReportPipeline.Cli.Client;

/// <summary>Talks to the function app over HTTP, as a hospital, the committee and the Functions host do.</summary>
public sealed class PipelineClient(Uri address, DevelopmentIssuer issuer, TimeProvider clock) : IDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(10);

    /// <summary>What the Functions host sends when a timer fires.</summary>
    private const string TimerBody =
        """{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}},"Metadata":{"sys":{"MethodName":"RunAnalyses"}}}""";

    // A run reads every new bundle; the host's own limit is ten minutes.
    private readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };

    /// <summary>Posts one bundle, again when the server asks for it.</summary>
    public async Task<SubmissionAnswer> SubmitAsync(string site, byte[] bundle, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = Request(HttpMethod.Post, "/api/fhir", Roles.OfSite(site));
            request.Content = new ByteArrayContent(bundle);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/fhir+json");
            using var answer = await http.SendAsync(request, cancellation);
            var retryAfter = answer.Headers.RetryAfter?.Delta;
            if (retryAfter is null || attempt == Attempts)
                return await SubmissionAnswer.ReadAsync(answer, cancellation);
            await Task.Delay(retryAfter < LongestRetryAfter ? retryAfter.Value : LongestRetryAfter, clock, cancellation);
        }
    }

    /// <summary>Fires the timer as the Functions host does: a chunked POST to the function's name, without a token.</summary>
    /// <returns>The lines the run logged.</returns>
    /// <exception cref="PipelineClientException">The run failed.</exception>
    public async Task<IReadOnlyList<string>> RunAnalysesAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/RunAnalyses") { Content = new StringContent(TimerBody) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.TransferEncodingChunked = true;
        using var answer = await http.SendAsync(request, cancellation);
        using var body = await JsonAsync(answer, cancellation);
        return [.. body.RootElement.GetProperty("Logs").EnumerateArray().Select(line => line.GetString() ?? "")];
    }

    /// <summary>The closed reports there are: run and language.</summary>
    public async Task<IReadOnlyList<ListedReport>> ListReportsAsync(CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Get, "/api/reports", Roles.CommitteeClosed);
        using var answer = await http.SendAsync(request, cancellation);
        using var body = await JsonAsync(answer, cancellation);
        return body.RootElement.GetProperty("reports").Deserialize<IReadOnlyList<ListedReport>>(JsonSerializerOptions.Web)!;
    }

    public Task<byte[]> GetReportAsync(ListedReport report, CancellationToken cancellation) =>
        BytesAsync($"/api/reports/{report.Run}?language={report.Language}&audience={report.Audience}", cancellation);

    /// <summary>The document's signed manifest.</summary>
    public Task<byte[]> GetManifestAsync(ListedReport report, CancellationToken cancellation) =>
        BytesAsync($"/api/reports/{report.Run}/manifest?language={report.Language}&audience={report.Audience}", cancellation);

    public Task<byte[]> GetSignatureAsync(ListedReport report, CancellationToken cancellation) =>
        BytesAsync($"/api/reports/{report.Run}/signature?language={report.Language}&audience={report.Audience}", cancellation);

    /// <summary>The public key, PEM.</summary>
    public Task<byte[]> GetVerificationKeyAsync(CancellationToken cancellation) => BytesAsync("/api/verification-key", cancellation);

    public Task<byte[]> GetResultsAsync(string run, CancellationToken cancellation) =>
        BytesAsync($"/api/reports/{run}/results", cancellation);

    public void Dispose() => http.Dispose();

    private async Task<byte[]> BytesAsync(string path, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Get, path, Roles.CommitteeClosed);
        using var answer = await http.SendAsync(request, cancellation);
        return answer.StatusCode == HttpStatusCode.OK
            ? await answer.Content.ReadAsByteArrayAsync(cancellation)
            : throw new PipelineClientException(path, (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
    }

    private static async Task<JsonDocument> JsonAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var body = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.StatusCode == HttpStatusCode.OK
            ? JsonDocument.Parse(body)
            : throw new PipelineClientException(answer.RequestMessage!.RequestUri!.AbsolutePath, (int)answer.StatusCode, body);
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string role)
    {
        var token = issuer.Issue(new TokenRequest("command-line", [role], DevelopmentSettings.Audience, clock.GetUtcNow()));
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }
}

/// <summary>A document the committee may read.</summary>
public sealed record ListedReport(string Run, string Audience, string Language);
