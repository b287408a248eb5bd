using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ReportPipeline.Cli.Azurite;

/// <summary>Azurite's blob service as a child process. It ends when disposed, and when this process ends in any way.</summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    /// <summary>The account that every Azurite has; its key is published in Azurite's documentation.</summary>
    private const string Account =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>
    /// Loaded by node before Azurite: standard input ends with this process, even when it is killed. Azurite then
    /// closes as on SIGTERM; a harder end would lose what it has acknowledged but not yet written to its index.
    /// </summary>
    private const string EndWithParent =
        "data:text/javascript,process.stdin.resume();process.stdin.on('end',()=>process.emit('SIGTERM'))";

    private const string ReadyLine = "successfully listens on http://127.0.0.1:";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly FolderLock folder;

    private AzuriteProcess(Process process, FolderLock folder, int port)
    {
        this.process = process;
        this.folder = folder;
        Port = port;
    }

    public int Port { get; }

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture,
        $"DefaultEndpointsProtocol=http;{Account};BlobEndpoint=http://127.0.0.1:{Port}/devstoreaccount1;");

    /// <summary>Installs Azurite when needed, starts it and waits until it accepts connections.</summary>
    /// <param name="dataFolder">Where the blobs are kept; created when absent. A second start on it finds them again.</param>
    /// <param name="progress">Told what takes long.</param>
    /// <param name="port">0 for any free port.</param>
    /// <param name="cancellation">Stops the start.</param>
    /// <exception cref="MissingPrerequisiteException">Node.js is absent.</exception>
    /// <exception cref="FolderInUseException">Another Azurite of ours has the folder.</exception>
    public static async Task<AzuriteProcess> StartAsync(
        string dataFolder, Action<string>? progress = null, int port = 0, CancellationToken cancellation = default)
    {
        var installation = await AzuriteInstallation.EnsureAsync(progress ?? (_ => { }), cancellation);
        var folder = FolderLock.Take(dataFolder);
        var process = Process.Start(StartInfo(installation, dataFolder, port))!;
        try
        {
            return new AzuriteProcess(process, folder, await ReadyPortAsync(process, cancellation));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            folder.Dispose();
            throw;
        }
    }

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
            await process.WaitForExitAsync();
        }

        process.Dispose();
        folder.Dispose();
    }

    private static ProcessStartInfo StartInfo(AzuriteInstallation installation, string dataFolder, int port) =>
        new("node",
        [
            "--import", EndWithParent, installation.BlobService,
            "--blobHost", "127.0.0.1", "--blobPort", port.ToString(CultureInfo.InvariantCulture),
            "--location", dataFolder, "--silent", "--disableTelemetry",
            // The client library speaks a newer version of the protocol than Azurite declares; what we use is the same.
            "--skipApiVersionCheck",
        ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    private static async Task<int> ReadyPortAsync(Process process, CancellationToken cancellation)
    {
        var ready = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new ConcurrentQueue<string>();
        process.OutputDataReceived += (_, line) => Listen(line.Data);
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return await ready.Task.WaitAsync(StartLimit, cancellation);

        void Listen(string? line)
        {
            if (line is null)
                ready.TrySetException(new InvalidOperationException($"Azurite ended: {string.Join(' ', said)}"));
            else if (line.IndexOf(ReadyLine, StringComparison.Ordinal) is >= 0 and var at)
                ready.TrySetResult(int.Parse(line[(at + ReadyLine.Length)..], CultureInfo.InvariantCulture));
        }
    }
}
