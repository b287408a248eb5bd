using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Desk.Committee;

/// <summary>Where one number comes from.</summary>
/// <param name="Row">The stored result.</param>
/// <param name="Versions">The resource versions of this page, in order of hospital and receipt.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Page">From 1.</param>
public sealed record ResultOriginModel(ReportFrame Report, AnalysisResult Row, ImmutableArray<SourceReference> Versions, int Total, int Page)
{
    public const int VersionsOfPage = 200;
}

/// <summary>That a bundle is sealed.</summary>
/// <param name="Site">The hospital.</param>
/// <param name="BundleHash">SHA-256 of its bytes.</param>
/// <param name="Proof">Null when the ledger up to the report's head does not hold the bundle.</param>
public sealed record ProofModel(ReportFrame Report, string Site, string BundleHash, SealedProof? Proof);

/// <summary>An inclusion proof (RFC 9162) as the pages show it.</summary>
/// <param name="Path">Sibling hashes from the leaf upwards.</param>
public sealed record SealedProof(
    string Leaf, long Index, long TreeSize, ImmutableArray<string> Path, string Root, long Entry, string PreviousHead, string SealedAt, string Head);

/// <summary>What verifying found; null before it was asked for.</summary>
public sealed record VerifyModel(ReportFrame Report, ImmutableArray<VerifyCheck>? Checks);

/// <param name="Name">What was checked.</param>
/// <param name="Detail">What was found.</param>
public sealed record VerifyCheck(string Name, bool Holds, string Detail);

/// <summary>The form by which a member signs.</summary>
/// <param name="Documents">Those of the edition: one of them is signed.</param>
/// <param name="Problem">Why the form came back; null at first.</param>
public sealed record SignModel(ReportFrame Report, ImmutableArray<SignedDocument> Documents, SignEntry Entry, string? Problem)
{
    /// <summary>True when the sign-in is recent enough to sign.</summary>
    public bool Fresh { get; init; }

    /// <summary>True right after a signature was stored.</summary>
    public bool Done { get; init; }
}

/// <param name="Name">Edition and language.</param>
/// <param name="Hash">SHA-256 of its bytes.</param>
public sealed record SignedDocument(string Name, string Hash);

/// <summary>What the form says.</summary>
/// <param name="Hash">Of the document that the signer has read.</param>
public sealed record SignEntry(string Hash, string Meaning, string Reason, bool Confirmed)
{
    public static SignEntry Empty { get; } = new("", "", "", false);
}
