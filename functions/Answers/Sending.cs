namespace ReportPipeline.Functions.Answers;

internal static class Sending
{
    public const string Fhir = "application/fhir+json; charset=utf-8";

    /// <summary>Sends a whole body with its length: the Functions host need not unpack chunks then.</summary>
    public static async Task SendAsync(this HttpResponse response, string contentType, byte[] body)
    {
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, response.HttpContext.RequestAborted);
    }
}
