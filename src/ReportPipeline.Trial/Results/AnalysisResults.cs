using System.Collections.Frozen;
using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Results;

/// <summary>All results of one run with the records behind them.</summary>
public sealed record AnalysisResults
{
    private FrozenDictionary<string, AnalysisResult>? byId;

    public required RunIdentity Identity { get; init; }

    /// <summary>In the order of the protocol's endpoints.</summary>
    public required ImmutableArray<AnalysisResult> Rows
    {
        get;
        init
        {
            // A copy with other rows must not find those of the original.
            field = value;
            byId = null;
        }
    }

    /// <summary>Ids of source sets → ids of the resource versions in <see cref="SourceVersions"/>, ordinal order.</summary>
    public required IReadOnlyDictionary<string, ImmutableArray<string>> SourceSets { get; init; }

    /// <summary>Version id → resource version, for every version that a source set names.</summary>
    public required IReadOnlyDictionary<string, SourceReference> SourceVersions { get; init; }

    /// <summary>The row with the id, or null.</summary>
    public AnalysisResult? Find(string id) =>
        (byId ??= Rows.ToFrozenDictionary(row => row.Id, StringComparer.Ordinal)).GetValueOrDefault(id);

    public IEnumerable<AnalysisResult> Of(string analysis, string? analysisSet = null) =>
        Rows.Where(row => row.Analysis == analysis && (analysisSet is null || row.AnalysisSet == analysisSet));
}

/// <summary>What a document is a function of; printed in the provenance section of every report.</summary>
/// <param name="RunId">Hash of all the others.</param>
/// <param name="LedgerSequence">Number of the sealed ledger head.</param>
/// <param name="LedgerHead">Hash of the sealed ledger head.</param>
/// <param name="SnapshotId">Hash of the analysis dataset.</param>
/// <param name="DataCutOff">Latest arrival that counts.</param>
/// <param name="ProtocolId">Protocol id and version.</param>
/// <param name="ProtocolHash">SHA-256 of the protocol file and its decision list.</param>
/// <param name="SoftwareVersion">Version of this program.</param>
/// <param name="BundleCount">Bundles sealed up to this head.</param>
public sealed record RunIdentity(
    string RunId,
    long LedgerSequence,
    string LedgerHead,
    string SnapshotId,
    DateTimeOffset DataCutOff,
    string ProtocolId,
    string ProtocolVersion,
    string ProtocolHash,
    string SoftwareVersion,
    long BundleCount);
