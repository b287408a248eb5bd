namespace ReportPipeline.Storage;

/// <summary>
/// Storage did not do what it was asked in time: not reachable, refusing access, overloaded or failing. Nothing can be
/// said about whether the last write arrived; every write of this project may therefore be repeated.
/// </summary>
public sealed class StorageUnavailableException(string reason, Exception? inner = null)
    : Exception($"Storage is not available: {reason}.", inner);
