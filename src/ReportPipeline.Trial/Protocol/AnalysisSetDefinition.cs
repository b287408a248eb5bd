namespace ReportPipeline.Trial.Protocol;

/// <summary>The analysis sets of ICH E9.</summary>
public enum AnalysisSetKind
{
    /// <summary>Everyone enrolled and allocated.</summary>
    FullAnalysis,

    /// <summary>The full analysis set without the subjects that a recorded decision excludes.</summary>
    PerProtocol,

    /// <summary>Everyone treated or observed.</summary>
    Safety,
}

/// <param name="Id">Used in result ids, for example <c>full</c>.</param>
/// <param name="Abbreviation">For table headings, for example FAS.</param>
public sealed record AnalysisSetDefinition(string Id, AnalysisSetKind Kind, LocalizedText Label, string Abbreviation);
