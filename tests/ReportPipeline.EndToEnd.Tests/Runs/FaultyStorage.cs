using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using ReportPipeline.Cli.FunctionApp;

namespace ReportPipeline.Tests.Runs;

/// <summary>Stands between a program and a real Azurite, tells what was asked, and lets the writes fail that a test chooses.</summary>
internal sealed class FaultyStorage : IAsyncDisposable
{
    private static readonly HashSet<string> OfTheConnection =
        new(["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "Date", "Server"], StringComparer.OrdinalIgnoreCase);

    private readonly HttpClient azurite;
    private readonly WebApplication proxy;
    private readonly ConcurrentQueue<string> requests = [];
    private int writes;

    private FaultyStorage(string connection)
    {
        var at = connection.IndexOf("http://127.0.0.1:", StringComparison.Ordinal);
        var address = new Uri(connection[at..].TrimEnd(';')).GetLeftPart(UriPartial.Authority);
        var own = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FunctionAppProcess.FreePort()}");
        ConnectionString = connection.Replace(address, own, StringComparison.Ordinal);
        azurite = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        proxy = builder.Build();
        proxy.Urls.Add(own);
        proxy.Run(AnswerAsync);
    }

    public string ConnectionString { get; }

    /// <summary>What becomes of a write, by its path and its number since the last call of <see cref="TakeWrites"/>, from 1.</summary>
    public Func<string, int, WriteFault> Plan { get; set; } = (_, _) => WriteFault.None;

    public static async Task<FaultyStorage> StartAsync(string connection)
    {
        var storage = new FaultyStorage(connection);
        await storage.proxy.StartAsync();
        return storage;
    }

    /// <summary>Writes since the last call, those that failed among them.</summary>
    public int TakeWrites() => Interlocked.Exchange(ref writes, 0);

    /// <summary>Every request since the last call as verb, operation and container, such as <c>GET list arrivals</c>, in ordinal order.</summary>
    public IReadOnlyList<string> TakeRequests()
    {
        var taken = new List<string>();
        while (requests.TryDequeue(out var request))
            taken.Add(request);
        return [.. taken.Order(StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        await proxy.DisposeAsync();
        azurite.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        requests.Enqueue($"{context.Request.Method} {context.Request.Query["comp"]} {context.Request.Path.Value!.Split('/')[2]}");
        var fault = context.Request.Method == "PUT" ? Plan(context.Request.Path, Interlocked.Increment(ref writes)) : WriteFault.None;
        if (fault == WriteFault.Refused)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        using var request = await ForwardedAsync(context);
        using var answer = await azurite.SendAsync(request);
        if (fault == WriteFault.AnswerLost)
            context.Abort();
        else
            await ReturnAsync(context, answer);
    }

    private static async Task<HttpRequestMessage> ForwardedAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var target = new Uri(context.Features.Get<IHttpRequestFeature>()!.RawTarget, UriKind.Relative);
        var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), target);
        // The signature covers the length, also of nothing.
        if (context.Request.ContentLength is not null)
            request.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, values) in context.Request.Headers.Where(header => !OfTheConnection.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        return request;
    }

    private static async Task ReturnAsync(HttpContext context, HttpResponseMessage answer)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !OfTheConnection.Contains(header.Key)))
            context.Response.Headers[name] = values.ToArray();
        if (context.Request.Method != "HEAD" && answer.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.NotModified))
            await answer.Content.CopyToAsync(context.Response.Body);
    }
}

/// <summary>What becomes of a write.</summary>
internal enum WriteFault
{
    None,

    /// <summary>Storage answers 503 and keeps nothing.</summary>
    Refused,

    /// <summary>Storage keeps it, and the connection breaks before the answer.</summary>
    AnswerLost,
}
