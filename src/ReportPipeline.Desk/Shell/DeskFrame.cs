using ReportPipeline.Desk.Language;

namespace ReportPipeline.Desk.Shell;

/// <summary>What surrounds every page.</summary>
public sealed record DeskFrame
{
    public required DeskWords Words { get; init; }

    /// <summary>Null before signing in.</summary>
    public DeskUser? User { get; init; }

    /// <summary>The trial's short title in the page's language.</summary>
    public required string Trial { get; init; }

    /// <summary>Whether the trial's data describe nobody.</summary>
    public bool Synthetic { get; init; }

    /// <summary>Whether anybody at this machine may take any role.</summary>
    public bool Development { get; init; }

    /// <summary>Path and query of this page, for the change of language.</summary>
    public required string Here { get; init; }

    /// <summary>What every form sends back, so that no other site can send it in the reader's name.</summary>
    public required FormToken Form { get; init; }
}

/// <summary>A hidden field.</summary>
public sealed record FormToken(string Name, string Value);

/// <summary>The parts of the desk between which the navigation leads.</summary>
public enum DeskArea
{
    None,
    Reports,
    Decisions,
    Receipts,
    Queries,
    Completeness,
    Validate,
    Operation,
    Releases,
    Audit,
}
