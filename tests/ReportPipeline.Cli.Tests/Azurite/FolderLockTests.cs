using ReportPipeline.Cli.Azurite;

namespace ReportPipeline.Cli.Tests.Azurite;

public sealed class FolderLockTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lock-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Take_FolderInUse_RefusedWithWhatToDo()
    {
        using var first = FolderLock.Take(folder);

        var refusal = Should.Throw<FolderInUseException>(() => FolderLock.Take(folder));

        refusal.Message.ShouldContain(folder);
        refusal.Message.ShouldContain("--connection");
    }

    [Fact]
    public void Take_AfterTheFirstHasGone_Succeeds()
    {
        FolderLock.Take(folder).Dispose();

        Should.NotThrow(() => FolderLock.Take(folder).Dispose());
    }

    [Fact]
    public async Task StartAsync_SecondAzuriteOnTheFolder_Refused()
    {
        await using var first = await AzuriteProcess.StartAsync(folder);

        await Should.ThrowAsync<FolderInUseException>(() => AzuriteProcess.StartAsync(folder));
    }
}
