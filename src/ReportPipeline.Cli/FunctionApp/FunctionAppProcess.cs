using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ReportPipeline.Cli.FunctionApp;

/// <summary>
/// The function app as a child process: under a stand-in for the Functions host (a port given by the host's variable)
/// or alone. It ends when disposed, and when this process ends in any way.
/// </summary>
public sealed class FunctionAppProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly ConcurrentQueue<string> said;

    private FunctionAppProcess(Process process, ConcurrentQueue<string> said, Uri address)
    {
        this.process = process;
        this.said = said;
        Address = address;
    }

    public Uri Address { get; }

    public int ProcessId => process.Id;

    /// <summary>What the process has spent on all processors together.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Everything the program has written so far, for messages about what went wrong.</summary>
    public string Output => string.Join(Environment.NewLine, said);

    /// <summary>Starts the program and waits until it answers.</summary>
    /// <exception cref="FunctionAppException">It ended or did not answer in time; the message carries what it said.</exception>
    public static async Task<FunctionAppProcess> StartAsync(FunctionAppStart start, CancellationToken cancellation = default)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{start.Port ?? FreePort()}"));
        var said = new ConcurrentQueue<string>();
        var process = Process.Start(StartInfo(start, address))!;
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var app = new FunctionAppProcess(process, said, address);
        try
        {
            await app.WaitUntilUpAsync(cancellation);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the process without giving it a chance, as the Functions host does.</summary>
    public void Kill() => process.Kill(entireProcessTree: true);

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(CloseLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    /// <summary>A port that nothing listens on at this moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static ProcessStartInfo StartInfo(FunctionAppStart start, Uri address)
    {
        var info = new ProcessStartInfo(start.Program.FileName, start.Program.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["StopWhenInputEnds"] = "true";
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        info.Environment.Remove("FUNCTIONS_CUSTOMHANDLER_PORT");
        if (start.UnderHost)
            info.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = address.Port.ToString(CultureInfo.InvariantCulture);
        else
            info.Environment["ASPNETCORE_URLS"] = address.GetLeftPart(UriPartial.Authority);
        foreach (var (name, value) in start.Settings)
            info.Environment[name] = value;
        return info;
    }

    /// <summary>Asks as the Functions host asks: GET / until any status comes back.</summary>
    private async Task WaitUntilUpAsync(CancellationToken cancellation)
    {
        using var client = new HttpClient();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < StartLimit && !process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(Address, cancellation);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancellation);
            }
        }

        if (process.HasExited)
            await process.WaitForExitAsync(cancellation);
        throw new FunctionAppException(Output, process.HasExited ? process.ExitCode : null);
    }
}
