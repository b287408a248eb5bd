using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;
using ReportPipeline.Trial.Results.Changes;

namespace ReportPipeline.Reporting;

/// <summary>Everything a document is a function of. Equal requests give equal bytes.</summary>
public sealed record ReportRequest
{
    public required TrialProtocol Protocol { get; init; }

    public required AnalysisResults Results { get; init; }

    public required Audience Audience { get; init; }

    /// <summary><c>en</c> or <c>zh-Hans</c>.</summary>
    public required string Language { get; init; }

    /// <summary>What changed since the last released report; null when none was released before.</summary>
    public ResultChanges? Changes { get; init; }

    /// <summary>Names the document: the run, the audience and the language, for example <c>3f9a0c1b2d4e-closed-en</c>.</summary>
    public string ReportId
    {
        get
        {
            string run = Results.Identity.RunId;
            return $"{run[..Math.Min(12, run.Length)]}-{(Audience == Audience.Open ? "open" : "closed")}-{Language}";
        }
    }
}

public enum Audience
{
    /// <summary>Pooled: nothing by arm.</summary>
    Open,

    /// <summary>By arm, for the members who may see it.</summary>
    Closed,
}
