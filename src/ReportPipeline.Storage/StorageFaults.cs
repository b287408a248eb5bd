using System.Globalization;
using System.Net.Sockets;
using System.Xml;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;

namespace ReportPipeline.Storage;

/// <summary>Turns the client library's many ways to fail into "not there" (default value) and "not available".</summary>
internal static class StorageFaults
{
    /// <summary>Runs the operation within the time limit; a missing blob or container becomes the default value.</summary>
    /// <exception cref="StorageUnavailableException">Every fault of storage.</exception>
    public static async Task<T?> TranslateAsync<T>(
        Func<CancellationToken, Task<T>> operation, TimeSpan limit, CancellationToken cancellation)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(limit);
        try
        {
            return await operation(time.Token);
        }
        catch (RequestFailedException fault) when (IsMissing(fault))
        {
            return default;
        }
        catch (OperationCanceledException fault) when (!cancellation.IsCancellationRequested)
        {
            throw new StorageUnavailableException("no answer in time", fault);
        }
        catch (Exception fault) when (ReasonOf(fault) is not null)
        {
            throw new StorageUnavailableException(ReasonOf(fault)!, fault);
        }
    }

    private static bool IsMissing(RequestFailedException fault) =>
        fault.ErrorCode == BlobErrorCode.ContainerNotFound
        || fault.ErrorCode == BlobErrorCode.BlobNotFound
        // An answer to HEAD has no body and so, from Azurite, no error code.
        || (fault.Status == 404 && string.IsNullOrEmpty(fault.ErrorCode));

    private static string? ReasonOf(Exception fault) => fault switch
    {
        RequestFailedException { Status: 0 } => "it cannot be reached",
        RequestFailedException { Status: 401 or 403 } => "it refuses access",
        // A container that another instance is creating at this instant, or that is being deleted by an administrator.
        RequestFailedException { Status: 409 } => "its container is changing",
        // Any other status, asked for or not: nothing is known to be kept, so nothing may be promised.
        RequestFailedException failed => string.Create(CultureInfo.InvariantCulture, $"it answered {failed.Status}"),
        AuthenticationFailedException => "no identity to sign in with",
        IOException or HttpRequestException or SocketException or TimeoutException => "the connection broke",
        // A listing or an error that ends in the middle: the client reads them as XML.
        XmlException => "its answer broke off",
        FormatException or InvalidDataException => "its answer cannot be read",
        // Several attempts that failed each for itself; one that ran out of its time is a cancellation among them.
        AggregateException several => several.InnerExceptions
            .Select(attempt => attempt is OperationCanceledException ? "no answer in time" : ReasonOf(attempt))
            .FirstOrDefault(reason => reason is not null),
        _ => null,
    };
}
