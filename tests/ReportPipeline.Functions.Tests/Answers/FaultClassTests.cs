using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Tests.Answers;

/// <summary>Every class of exception that can reach the outermost layer, and what the sender gets for it.</summary>
public sealed class FaultClassTests
{
    private const int Nothing = 0;

    [Theory]
    [InlineData("body ended early", 400)]
    [InlineData("body too large for the server", 413)]
    [InlineData("storage away", 503)]
    [InlineData("fault of ours", 500)]
    [InlineData("cancelled by nobody", 503)]
    [InlineData("out of time", 503)]
    [InlineData("connection reset while reading", Nothing)]
    [InlineData("connection aborted while reading", Nothing)]
    [InlineData("request aborted", Nothing)]
    public async Task InvokeAsync_Exception_Answer(string kind, int status)
    {
        using var aborted = new CancellationTokenSource();
        var context = new DefaultHttpContext { RequestAborted = aborted.Token };
        context.Request.Path = "/api/fhir";
        context.Response.Body = new MemoryStream();
        if (kind == "request aborted")
            await aborted.CancelAsync();

        await new Faults(_ => throw Made(kind), NullLogger<Faults>.Instance).InvokeAsync(context);

        context.Response.Body.Length.ShouldBe(status == Nothing ? 0 : context.Response.ContentLength!.Value);
        if (status == Nothing)
            return;
        context.Response.StatusCode.ShouldBe(status);
        context.Response.Headers.RetryAfter.Count.ShouldBe(status == 503 ? 1 : 0);
    }

    private static Exception Made(string kind) => kind switch
    {
        "body ended early" => new BadHttpRequestException("Unexpected end of request content."),
        "body too large for the server" => new BadHttpRequestException("Request body too large.", 413),
        "storage away" => new StorageUnavailableException("it cannot be reached"),
        "fault of ours" => new InvalidOperationException("bug"),
        "cancelled by nobody" => new TaskCanceledException(),
        "out of time" => new TimeoutException(),
        "connection reset while reading" => new ConnectionResetException("reset"),
        "connection aborted while reading" => new ConnectionAbortedException(),
        "request aborted" => new OperationCanceledException(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
