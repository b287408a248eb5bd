namespace ReportPipeline.Functions.Telemetry;

/// <summary>
/// Every line that the program logs, so that one look shows that none can hold a person: values are sites of the protocol,
/// hashes, route patterns, status codes, types and reasons of our own wording. In one class also because the generator
/// orders several classes differently from build to build, and a build's bytes identify the software.
/// </summary>
internal static partial class LogLines
{
    // The alerts of infra/ look for these four names.
    [LoggerMessage(LogLevel.Information, "event=BundleAccepted site={Site} receipt={Receipt}")]
    public static partial void BundleAccepted(ILogger log, string site, string receipt);

    [LoggerMessage(LogLevel.Information, "event=RunCompleted")]
    public static partial void RunCompleted(ILogger log);

    [LoggerMessage(LogLevel.Error, "event=RunFailed stage={Stage} reason={Reason} {Stack}")]
    public static partial void RunFailed(ILogger log, string stage, string reason, string? stack);

    /// <param name="log">Where to.</param>
    /// <param name="reason">Names the entry, never what a bundle holds.</param>
    [LoggerMessage(LogLevel.Critical, "event=LedgerBroken reason={Reason}")]
    public static partial void LedgerBroken(ILogger log, string reason);

    [LoggerMessage(LogLevel.Information, "event=BundleRefused site={Site} status={Status}")]
    public static partial void BundleRefused(ILogger log, string site, int status);

    /// <param name="log">Where to.</param>
    /// <param name="line">What a run did, as it answers the timer.</param>
    [LoggerMessage(LogLevel.Information, "{Line}")]
    public static partial void RunDid(ILogger log, string line);

    /// <param name="log">Where to.</param>
    /// <param name="reason">Why it has no lease; the run is right without.</param>
    [LoggerMessage(LogLevel.Warning, "event=RunWithoutLease reason={Reason}")]
    public static partial void RunWithoutLease(ILogger log, string reason);

    /// <param name="log">Where to.</param>
    /// <param name="warning">Endpoint, place and name, as the protocol file has them.</param>
    [LoggerMessage(LogLevel.Warning, "event=ProtocolWarning {Warning}")]
    public static partial void ProtocolWarning(ILogger log, string warning);

    [LoggerMessage(LogLevel.Error, "event=StorageUnavailable route={Route} reason={Reason}")]
    public static partial void StorageUnavailable(ILogger log, string route, string reason);

    /// <param name="log">Where to.</param>
    /// <param name="route">The route's pattern.</param>
    /// <param name="type">The exception's type; its message may quote what was sent.</param>
    /// <param name="stack">The place.</param>
    [LoggerMessage(LogLevel.Error, "event=RequestFailed route={Route} type={Type}\n{Stack}")]
    public static partial void RequestFailed(ILogger log, string route, string type, string? stack);
}
