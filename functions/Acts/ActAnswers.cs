using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReportPipeline.Custody.Acts;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Ingest;
using ReportPipeline.Functions.Settings;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Acts;

/// <summary>Reads what the routes of acts are sent and writes what they answer.</summary>
internal static class ActAnswers
{
    private const int LargestBody = 16 * 1024;

    private static readonly JsonSerializerOptions Requests = new(TrialJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The body as the type; null, with the refusal answered, when it is not.</summary>
    public static async Task<T?> ReadAsync<T>(HttpContext context)
        where T : class
    {
        var body = await RequestBody.ReadAsync(context.Request, new BodyLimits(LargestBody, LargestBody));
        try
        {
            if (body.Error is null && JsonSerializer.Deserialize<T>(body.Bytes, Requests) is { } request)
                return request;
        }
        catch (JsonException)
        {
            // Answered below: the message of the exception would quote the body.
        }

        await ErrorAnswer.WriteAsync(context, body.Error ?? ActRefusal.RequestUnreadable);
        return null;
    }

    public static Task WriteAsync(HttpContext context, ActAnswer answer) => answer.Act is { } act
        ? WriteAsync(context, StatusCodes.Status201Created, ActLine.Of(act))
        : ErrorAnswer.WriteAsync(context, answer.Refusal!);

    public static Task WriteAsync<T>(HttpContext context, int status, T document)
    {
        context.Response.StatusCode = status;
        return context.Response.SendAsync("application/json; charset=utf-8", TrialJson.ToBytes(document));
    }
}

/// <summary>An act as the API tells it.</summary>
/// <param name="Record">Where the signed record is stored, in the container of the reports.</param>
/// <param name="RecordSha256">Hash of the stored record; the ledger leaf that seals it names both.</param>
internal sealed record ActLine(
    ActMeaning Meaning,
    string? Reason,
    ActingPerson Person,
    DateTimeOffset AuthenticatedAt,
    DateTimeOffset At,
    ImmutableArray<ActedDocument> Documents,
    string Record,
    string RecordSha256)
{
    public static ActLine Of(StoredAct stored) => new(
        stored.Act.Meaning, stored.Act.Reason, stored.Act.Person, stored.Act.AuthenticatedAt, stored.Act.At,
        stored.Act.Documents, stored.Name, stored.Sha256);

    /// <summary>The same act, telling of one document only: the others may be for other readers.</summary>
    public ActLine About(string document) => this with { Documents = [.. Documents.Where(acted => acted.Name == document)] };
}
