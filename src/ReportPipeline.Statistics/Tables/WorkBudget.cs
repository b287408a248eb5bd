namespace ReportPipeline.Statistics.Tables;

/// <summary>Counts the steps of a computation that may turn out to be too long.</summary>
internal sealed class WorkBudget(long limit)
{
    private long left = limit;

    public bool IsExceeded => left < 0;

    /// <summary>False once more has been spent than there was.</summary>
    public bool Spend(long steps) => left >= 0 && (left -= steps) >= 0;

    /// <summary>Gives up whatever is left.</summary>
    public void Exhaust() => left = -1;
}
