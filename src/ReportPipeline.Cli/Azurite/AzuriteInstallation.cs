using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace ReportPipeline.Cli.Azurite;

/// <summary>
/// The pinned Azurite in <c>node_modules</c> beside the repository's <c>package.json</c>, installed on first use with
/// <c>npm ci</c>, so that exactly what the lock file names is what runs.
/// </summary>
public sealed class AzuriteInstallation
{
    private const int OldestNode = 20;

    private AzuriteInstallation(string folder) => Folder = folder;

    /// <summary>The folder that holds <c>package.json</c>.</summary>
    public string Folder { get; }

    /// <summary>The script that runs the blob service alone.</summary>
    public string BlobService => Path.Combine(Folder, "node_modules", "azurite", "dist", "src", "blob", "main.js");

    private string LockFile => Path.Combine(Folder, "package-lock.json");

    /// <summary>Holds the hash of the lock file that the folder was installed from; written last.</summary>
    private string Completed => Path.Combine(Folder, "node_modules", ".installed-from");

    /// <summary>Finds the installation and completes it when it is missing or older than the lock file.</summary>
    /// <param name="progress">Told what takes long, in a short phrase.</param>
    /// <param name="cancellation">Stops waiting; an installation under way is ended.</param>
    /// <exception cref="MissingPrerequisiteException">Node.js or npm is absent or too old.</exception>
    public static async Task<AzuriteInstallation> EnsureAsync(Action<string> progress, CancellationToken cancellation)
    {
        await RequireNodeAsync(cancellation);
        var installation = new AzuriteInstallation(FindFolder());
        if (installation.IsComplete())
            return installation;
        progress("Installing Azurite (once)");
        using (await OneAtATimeAsync(installation.Folder, cancellation))
        {
            if (!installation.IsComplete())
                await installation.InstallAsync(cancellation);
        }

        return installation;
    }

    /// <summary>The nearest folder above the program with both files: the clone, or the program's own folder.</summary>
    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "package-lock.json")))
                return folder.FullName;
        }

        throw new MissingPrerequisiteException("The files package.json and package-lock.json, which name the Azurite to install, are not beside the program.");
    }

    private static async Task RequireNodeAsync(CancellationToken cancellation)
    {
        var (exitCode, output) = await RunAsync("node", ["--version"], Path.GetTempPath(), cancellation);
        var major = output.TrimStart('v').Split('.')[0];
        if (exitCode != 0 || !int.TryParse(major, CultureInfo.InvariantCulture, out var version) || version < OldestNode)
            throw MissingPrerequisiteException.Node();
    }

    private bool IsComplete() =>
        File.Exists(BlobService) && File.Exists(Completed) && File.ReadAllText(Completed) == HashOfLock();

    private string HashOfLock() => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(LockFile)));

    private async Task InstallAsync(CancellationToken cancellation)
    {
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        string[] arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
        var (exitCode, output) = await RunAsync(npm, arguments, Folder, cancellation);
        if (exitCode != 0)
            throw new InvalidOperationException($"npm could not install Azurite: {output}");
        await File.WriteAllTextAsync(Completed, HashOfLock(), cancellation);
    }

    /// <summary>Test projects run in parallel processes; the second one waits here for the first one's installation.</summary>
    private static async Task<FileStream> OneAtATimeAsync(string folder, CancellationToken cancellation)
    {
        var local = Directory.CreateDirectory(Path.Combine(folder, ".local"));
        while (true)
        {
            try
            {
                return new FileStream(
                    Path.Combine(local.FullName, "azurite-install.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), cancellation);
            }
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(
        string program, string[] arguments, string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            await using var stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output + await errors);
        }
        catch (Win32Exception)
        {
            throw MissingPrerequisiteException.Node();
        }
    }
}
