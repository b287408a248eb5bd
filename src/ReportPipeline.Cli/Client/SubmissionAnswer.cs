using System.Text.Json;

namespace ReportPipeline.Cli.Client;

/// <summary>What came back for one bundle.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Receipt">The receipt's id; null when the bundle was not taken.</param>
/// <param name="Problems">The server's diagnostics, one per issue.</param>
public sealed record SubmissionAnswer(int Status, string? Receipt, IReadOnlyList<string> Problems)
{
    public bool Accepted => Receipt is not null;

    internal static async Task<SubmissionAnswer> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var receipt = answer.Headers.TryGetValues("X-ReportPipeline-Receipt", out var values) ? values.Single() : null;
        var problems = receipt is null ? ProblemsOf(await answer.Content.ReadAsStringAsync(cancellation)) : [];
        return new SubmissionAnswer((int)answer.StatusCode, receipt, problems);
    }

    private static string[] ProblemsOf(string body)
    {
        try
        {
            using var outcome = JsonDocument.Parse(body);
            return [.. outcome.RootElement.GetProperty("issue").EnumerateArray().Select(Describe)];
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return ["The answer is no OperationOutcome."];
        }
    }

    private static string Describe(JsonElement issue)
    {
        var place = issue.TryGetProperty("expression", out var expression) && expression.GetArrayLength() > 0 ? $"{expression[0]}: " : "";
        return place + (issue.TryGetProperty("diagnostics", out var text) ? text.GetString() : issue.GetProperty("code").GetString());
    }
}
