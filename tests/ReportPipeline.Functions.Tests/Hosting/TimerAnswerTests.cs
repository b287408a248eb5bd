using System.Text;
using Microsoft.AspNetCore.Http;
using ReportPipeline.Functions.Hosting;

namespace ReportPipeline.Functions.Tests.Hosting;

/// <summary>Pins the only body that keeps the Functions host from hanging until its timeout.</summary>
public sealed class TimerAnswerTests
{
    [Fact]
    public async Task SucceedAsync_LogLines_TheHostsShape()
    {
        var (context, body) = Context();

        await TimerAnswer.SucceedAsync(context, ["sealed 3 bundles"]);

        context.Response.StatusCode.ShouldBe(200);
        Encoding.UTF8.GetString(body.ToArray()).ShouldBe("""{"Outputs":{},"Logs":["sealed 3 bundles"],"ReturnValue":null}""");
        context.Response.ContentLength.ShouldBe(body.Length);
    }

    [Fact]
    public async Task FailAsync_Reason_OtherStatusAndTheReason()
    {
        var (context, body) = Context();

        await TimerAnswer.FailAsync(context, 500, "storage");

        context.Response.StatusCode.ShouldBe(500);
        Encoding.UTF8.GetString(body.ToArray()).ShouldBe("""{"Outputs":{},"Logs":["storage"],"ReturnValue":null}""");
    }

    private static (HttpContext, MemoryStream) Context()
    {
        var body = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Response.Body = body;
        return (context, body);
    }
}
