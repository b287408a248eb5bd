using System.Net;
using System.Net.Sockets;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Tests;

namespace ReportPipeline.Functions.Tests.Hosting;

/// <summary>Storage that takes connections and never answers, as an account does behind a broken private network.</summary>
public sealed class SilentStorageTests : IDisposable
{
    private readonly TcpListener silent = new(IPAddress.Loopback, 0);
    private readonly string keyFolder = Directory.CreateTempSubdirectory("keys-").FullName;

    public SilentStorageTests() => silent.Start();

    public void Dispose()
    {
        silent.Dispose();
        Directory.Delete(keyFolder, recursive: true);
    }

    [Fact]
    public async Task Start_StorageNeverAnswers_ProgramAnswersWithoutWaitingForTheKeyRing()
    {
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var storage = $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=c2lsZW50;BlobEndpoint=http://127.0.0.1:{port}/devstoreaccount1;";
        var settings = DevelopmentSettings.Create(storage, keyFolder, Repository.PathOf("protocols", "msc-covid19.json"));

        await using var app = await FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = settings, UnderHost = true });

        app.Output.ShouldNotContain("key ring");
    }
}
