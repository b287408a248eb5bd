using ReportPipeline.Functions.Reports;
using ReportPipeline.Storage;
using ReportPipeline.Tests;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Tests;

/// <summary>A run that is complete as far as the routes can tell, without having been computed.</summary>
internal static class StoredRun
{
    public static readonly DateTimeOffset CutOff = new(2020, 5, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly ProtocolReading Protocol = ProtocolFile.Load(Repository.PathOf("protocols", "msc-covid19.json"));

    public static Task CompleteAsync(AppFixture app, string run, DateTimeOffset cutOff, long ledgerSequence = 1, string? protocolHash = null) =>
        new RunCatalogue(app.Storage).CompleteAsync(
            new RunIdentity(run, ledgerSequence, "head", "snapshot", cutOff, "msc-covid19", "1", protocolHash ?? Protocol.Hash, "0", 1),
            CancellationToken.None);

    /// <summary>A complete run with an open and a closed document.</summary>
    public static async Task CreateAsync(AppFixture app, string run, string? protocolHash = null)
    {
        foreach (var audience in new[] { "open", "closed" })
            await app.Storage.Reports.CreateAsync(new Artefact($"{run}/{audience}.en.docx", BytesOf(run, audience), "x"));
        await CompleteAsync(app, run, CutOff, protocolHash: protocolHash);
    }

    public static string HashOf(string run, string audience) => BundleArchive.HashOf(BytesOf(run, audience));

    private static byte[] BytesOf(string run, string audience) => System.Text.Encoding.UTF8.GetBytes($"{run} {audience}");
}
