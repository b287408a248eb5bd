namespace ReportPipeline.Trial.Dataset;

/// <summary>
/// A moment to the second, or none, in four bytes: a large trial holds some per dose and event. It reaches from 1970 into the
/// year 2106; a moment outside is none.
/// </summary>
internal readonly record struct UtcSecond
{
    // Seconds since 1970-01-01T00:00:00Z; 0, that very second, stands for none.
    private readonly uint seconds;

    /// <param name="moment">Its fraction of a second is cut off.</param>
    public UtcSecond(DateTimeOffset? moment) =>
        seconds = moment?.ToUnixTimeSeconds() is > 0 and <= uint.MaxValue and var known ? (uint)known : 0;

    /// <summary>In UTC.</summary>
    public DateTimeOffset? Moment => seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds);
}
