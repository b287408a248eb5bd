using System.Text;
using System.Text.Json;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Tests;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Functions.Tests.Ingest;

/// <summary>A hospital's own bundle, through the real program.</summary>
[Collection(AppTests.Name)]
public sealed class SampleBundleTests(AppFixture app)
{
    private static readonly SampleSubject Subject = ReconstructedTrial.Load().First(subject => subject.Site == AppFixture.North);

    private static readonly BundleSubmission Submission =
        new BundleWriter(ProtocolFile.Load(Repository.PathOf("protocols", "msc-covid19.json")).Protocol!).Write(Subject)[0];

    [Fact]
    public async Task Post_Transaction_OneResponseEntryPerEntryAndTheReceipt()
    {
        using var client = app.Client(app.SiteToken(AppFixture.North));
        using var sent = JsonDocument.Parse(Submission.Content);

        using var answer = await IngestBundleTests.PostAsync(client, Submission.Content);

        using var response = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        response.RootElement.GetProperty("type").GetString().ShouldBe("transaction-response");
        response.RootElement.GetProperty("identifier").GetProperty("value").GetString().ShouldBe(IngestBundleTests.ReceiptOf(answer));
        response.RootElement.GetProperty("entry").GetArrayLength().ShouldBe(sent.RootElement.GetProperty("entry").GetArrayLength());
        foreach (var entry in response.RootElement.GetProperty("entry").EnumerateArray())
            entry.GetProperty("response").GetProperty("status").GetString()!.ShouldStartWith("20");
    }

    [Fact]
    public async Task Post_SameBytesAgain_SameAnswerByteForByte()
    {
        using var client = app.Client(app.SiteToken(AppFixture.North));
        using var first = await IngestBundleTests.PostAsync(client, Submission.Content);
        await Task.Delay(20);

        using var again = await IngestBundleTests.PostAsync(client, Submission.Content);

        (await again.Content.ReadAsByteArrayAsync()).ShouldBe(await first.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Post_OtherHospitalsSubject_422AndNothingKept()
    {
        using var client = app.Client(app.SiteToken(AppFixture.South));

        using var answer = await IngestBundleTests.PostAsync(client, Submission.Content);

        ((int)answer.StatusCode).ShouldBe(422);
        (await app.Storage.Bundles.ReadAsync(new(AppFixture.South), Storage.BundleArchive.HashOf(Submission.Content))).ShouldBeNull();
    }

    [Fact]
    public async Task Post_AcceptedAndRefused_NoIdentityInTheLog()
    {
        using var north = app.Client(app.SiteToken(AppFixture.North));
        using var accepted = await IngestBundleTests.PostAsync(north, Submission.Content);
        var broken = Encoding.UTF8.GetString(Submission.Content).Replace("\"birthDate\":\"", "\"birthDate\":\"x", StringComparison.Ordinal);
        using var refused = await IngestBundleTests.PostAsync(north, Encoding.UTF8.GetBytes(broken));
        ((int)refused.StatusCode).ShouldBe(400);

        // The line may still be on its way through the pipe.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!app.Alone.Output.Contains("event=BundleRefused", StringComparison.Ordinal))
            await Task.Delay(50, limit.Token);
        app.Alone.Output.ShouldContain("event=BundleAccepted");
        app.Alone.Output.ShouldContain("event=BundleRefused");
        var identity = Subject.Identity;
        foreach (var secret in new[] { identity.FamilyName, identity.GivenName, identity.MedicalRecordNumber, identity.Phone, identity.Address })
            app.Alone.Output.ShouldNotContain(secret);
    }
}
