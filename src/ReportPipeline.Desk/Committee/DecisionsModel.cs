using System.Collections.Immutable;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Desk.Committee;

/// <summary>The decision list in use, what was done with it, and the form by which a member signs it.</summary>
/// <param name="List">Who leaves an analysis set.</param>
/// <param name="Hash">SHA-256 of the list's bytes, to which a signature is bound.</param>
/// <param name="Approved">Whether reports that rest on it may be released.</param>
/// <param name="Signatures">In the order in which they were given.</param>
public sealed record DecisionsModel(DecisionList List, string Hash, bool Approved, ImmutableArray<ReportSignature> Signatures)
{
    /// <summary>What the form says; null for a reader who does not sign, and for a list that was rejected.</summary>
    public SignEntry? Entry { get; init; }

    /// <summary>Why the form came back; null at first.</summary>
    public string? Problem { get; init; }

    /// <summary>True when the sign-in is recent enough to sign.</summary>
    public bool Fresh { get; init; }

    /// <summary>True right after a signature was stored.</summary>
    public bool Done { get; init; }

    /// <summary>Label of an analysis set in the page's language.</summary>
    public Func<string, string> SetLabel { get; init; } = id => id;
}
