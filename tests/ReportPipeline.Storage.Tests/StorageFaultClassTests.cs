using System.Net.Sockets;
using System.Xml;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;

namespace ReportPipeline.Storage.Tests;

/// <summary>Every class of exception that the client library lets through: unavailable, missing, cancelled or a fault of ours, and nothing else.</summary>
public sealed class StorageFaultClassTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Unavailable => [.. Faults.Keys];

    private static Dictionary<string, Exception> Faults { get; } = new()
    {
        ["no connection"] = new RequestFailedException(0, "refused", new HttpRequestException("refused", new SocketException(111))),
        ["access refused"] = new RequestFailedException(403, "no"),
        ["not signed in"] = new RequestFailedException(401, "no"),
        ["too slow"] = new RequestFailedException(408, "slow"),
        ["too much"] = new RequestFailedException(429, "slow down"),
        ["not modified"] = new RequestFailedException(304, "odd"),
        ["bad request"] = new RequestFailedException(400, "odd", BlobErrorCode.InvalidHeaderValue.ToString(), null),
        ["account missing"] = new RequestFailedException(404, "odd", "ResourceNotFound", null),
        ["precondition"] = new RequestFailedException(412, "odd", BlobErrorCode.ConditionNotMet.ToString(), null),
        ["range"] = new RequestFailedException(416, "odd", BlobErrorCode.InvalidRange.ToString(), null),
        ["answer not understood"] = new FormatException("odd"),
        ["server error"] = new RequestFailedException(500, "InternalError"),
        ["server busy"] = new RequestFailedException(503, "ServerBusy"),
        ["container changing"] = new RequestFailedException(409, "being deleted", BlobErrorCode.ContainerBeingDeleted.ToString(), null),
        ["no identity"] = new AuthenticationFailedException("none"),
        ["no credential"] = new CredentialUnavailableException("none"),
        ["connection broke"] = new IOException("reset"),
        ["answer ended early"] = new HttpIOException(HttpRequestError.ResponseEnded),
        ["answer not read"] = new HttpRequestException("reset"),
        ["socket"] = new SocketException(104),
        ["time"] = new TimeoutException(),
        ["listing broke off"] = new XmlException("end of file"),
        ["own time limit"] = new TaskCanceledException(),
        ["all attempts"] = new AggregateException(new TaskCanceledException(), new RequestFailedException(503, "ServerBusy")),
        ["all attempts, unreachable"] = new AggregateException(new RequestFailedException(0, "refused")),
    };

    [Theory]
    [MemberData(nameof(Unavailable))]
    public async Task TranslateAsync_FaultOfStorage_Unavailable(string name)
    {
        var fault = await Should.ThrowAsync<StorageUnavailableException>(() => StorageFaults.TranslateAsync<string>(_ => throw Faults[name], Long, default));

        fault.InnerException.ShouldBe(Faults[name]);
        fault.Message.ShouldNotContain(Faults[name].Message.Length > 8 ? Faults[name].Message : "(none)");
    }

    [Fact]
    public async Task TranslateAsync_Missing_IsTheDefault()
    {
        var missing = new RequestFailedException(404, "gone", BlobErrorCode.BlobNotFound.ToString(), null);

        (await StorageFaults.TranslateAsync<string>(_ => throw missing, Long, default)).ShouldBeNull();
    }

    [Fact]
    public async Task TranslateAsync_CallerGone_IsACancellation()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => StorageFaults.TranslateAsync<string>(token => Task.FromCanceled<string>(token), Long, gone.Token));
    }

    [Fact]
    public async Task TranslateAsync_FaultOfOurs_StaysWhatItIs() =>
        await Should.ThrowAsync<ArgumentException>(() => StorageFaults.TranslateAsync<string>(_ => throw new ArgumentException("bug"), Long, default));
}
