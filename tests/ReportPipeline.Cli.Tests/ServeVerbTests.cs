using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace ReportPipeline.Cli.Tests;

/// <summary>serve, token and submit together, as a developer uses them.</summary>
public sealed partial class ServeVerbTests : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("serve-");

    public void Dispose() => data.Delete(recursive: true);

    [Fact]
    public async Task Serve_BusyPort_TakesAnotherAndServesSubmitAndTokenUntilStopped()
    {
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();
        var port = ((IPEndPoint)busy.LocalEndpoint).Port;
        using var serve = ToolProcess.StartInterruptible(["serve", "--port", $"{port}", "--data", data.FullName]);
        try
        {
            var address = await AddressAsync(serve);
            address.Port.ShouldNotBe(port);
            await UseAsync(address);
            await ToolProcess.InterruptAsync(serve);
            serve.ExitCode.ShouldBe(0);
            using var client = new HttpClient();
            await Should.ThrowAsync<HttpRequestException>(() => client.GetStringAsync(address));
        }
        finally
        {
            serve.Kill(entireProcessTree: true);
        }
    }

    private async Task UseAsync(Uri address)
    {
        var token = await ToolProcess.RunAsync(["token", "--role", "operator", "--data", data.FullName]);
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Output.Trim());
        (await client.GetStringAsync("/api/health/ready")).ShouldBe("ready");

        var bundles = data.CreateSubdirectory("bundles");
        (await ToolProcess.RunAsync(["simulate", "--subjects", "2", "--out", bundles.FullName])).ExitCode.ShouldBe(0);
        foreach (var site in bundles.EnumerateDirectories())
        {
            var submit = await ToolProcess.RunAsync(
                ["submit", site.FullName, "--site", site.Name, "--url", $"{address}", "--data", data.FullName]);
            submit.ExitCode.ShouldBe(0, submit.Output + submit.Errors);
        }
    }

    [Fact]
    public async Task Submit_NothingListens_ExitCode1AndASentence()
    {
        File.WriteAllText(Path.Combine(data.FullName, "bundle.json"), "{}");

        var submit = await ToolProcess.RunAsync(
            ["submit", data.FullName, "--site", "north", "--url", "http://127.0.0.1:1", "--data", data.FullName]);

        submit.ExitCode.ShouldBe(1);
        submit.Errors.ShouldContain("nothing answers there");
        submit.Errors.ShouldContain("serve");
        submit.Errors.ShouldContain("--url");
    }

    private static async Task<Uri> AddressAsync(Process serve)
    {
        while (await serve.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
                return new Uri(match.Groups[1].Value);
        }

        throw new InvalidOperationException(await serve.StandardError.ReadToEndAsync());
    }

    [GeneratedRegex(@"Listening on (http://\S+?)/?,")]
    private static partial Regex Listening();
}
