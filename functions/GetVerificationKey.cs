using System.Text;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Functions.Answers;

namespace ReportPipeline.Functions;

/// <summary>GET /api/verification-key: the public key (PEM) that checks the manifests this program signs, for whoever holds a token.</summary>
internal static class GetVerificationKey
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/verification-key", AnswerAsync).RequireAuthorization();

    private static Task AnswerAsync(HttpContext context, SigningKey key) =>
        context.Response.SendAsync("application/x-pem-file", Encoding.ASCII.GetBytes(key.Verification.ToPem()));
}
