namespace ReportPipeline.Storage;

/// <summary>
/// A name that is created once and never overwritten was asked to hold other bytes than it holds, or a blob's bytes no
/// longer match the hash in its name. Both mean a fault in the program or tampering, never bad data from a sender.
/// </summary>
public sealed class StoredBytesDifferException(string container, string name)
    : Exception($"Container '{container}' holds other bytes under '{name}'.");
