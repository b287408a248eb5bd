using System.Globalization;

namespace ReportPipeline.Cli.Azurite;

/// <summary>
/// Keeps a second Azurite from a folder that one is writing to: each holds its index in memory and writes it whole, so that two
/// would destroy each other's. The operating system gives the lock back when its holder dies in any way.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const string Name = "in-use.lock";

    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    /// <exception cref="FolderInUseException">Another process holds it.</exception>
    public static FolderLock Take(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Name);
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new FolderInUseException(string.Create(CultureInfo.InvariantCulture,
                $"The folder {folder} is in use by another 'serve' or 'ledger' of this machine; two would corrupt it. "
                + $"End that one, or ask the running one with --connection instead."));
        }
    }

    public void Dispose() => file.Dispose();
}

/// <summary>The storage folder belongs to another process at the moment.</summary>
public sealed class FolderInUseException(string message) : IOException(message);
