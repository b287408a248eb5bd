namespace ReportPipeline.Trial.Dataset;

/// <summary>Subject-level variables that come from the Patient resource rather than from a parameter.</summary>
public static class SubjectVariables
{
    /// <summary>Administrative sex (CDISC SEX).</summary>
    public const string Sex = "SEX";
}
