using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ReportPipeline.Desk.Tests.SignIn;

/// <summary>What stands before the program in Azure: ends TLS, and says in two headers which address the reader asked for.</summary>
internal sealed class TlsProxy : IAsyncDisposable
{
    private static readonly string[] HopByHop = ["Transfer-Encoding", "Connection", "Keep-Alive", "Host"];

    private readonly HttpClient program = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly WebApplication app;

    private TlsProxy(WebApplication app, int port, Uri behind)
    {
        this.app = app;
        program.BaseAddress = behind;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://localhost:{port}"));
        app.Run(ForwardAsync);
    }

    public Uri Address { get; }

    public static async Task<TlsProxy> StartAsync(LocalCertificate certificate, int port, Uri behind)
    {
        var proxy = new TlsProxy(Build(certificate, port), port, behind);
        await proxy.app.StartAsync();
        return proxy;
    }

    /// <summary>A web application on the loopback address with TLS, that reads no configuration.</summary>
    public static WebApplication Build(LocalCertificate certificate, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.ListenLocalhost(port, listen => listen.UseHttps(certificate.Certificate)));
        return builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        program.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path + context.Request.QueryString);
        if (context.Request.ContentLength > 0)
            request.Content = new StreamContent(context.Request.Body);
        foreach (var (name, values) in context.Request.Headers.Where(header => !HopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        request.Headers.Remove("X-Forwarded-Proto");
        request.Headers.Remove("X-Forwarded-Host");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", context.Request.Host.Value);
        using var answer = await program.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !HopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            context.Response.Headers[name] = values.ToArray();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
