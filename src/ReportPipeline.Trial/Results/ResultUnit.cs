namespace ReportPipeline.Trial.Results;

/// <summary>Units of results that UCUM has no code for; all others are UCUM codes (<c>%</c>, <c>d</c>, <c>mmol/L</c>).</summary>
public static class ResultUnit
{
    /// <summary>Of a difference between two percentages, its limits and its standard error: 92 % against 67 % differ by 25 of them, not by 25 %.</summary>
    public const string PercentagePoints = "percentage points";
}
