using System.Collections.Immutable;

namespace ReportPipeline.Functions.Replay;

/// <summary>The stages of a run, in order: the first that differs is where to look.</summary>
public enum ReplayStage
{
    Inputs,
    Facts,
    Snapshot,
    Results,
    Documents,
    Manifest,
}

/// <summary>Something that came out otherwise than it was stored.</summary>
/// <param name="Name">The stored artefact.</param>
/// <param name="Explanation">What differs; without patient data.</param>
public sealed record ReplayFinding(ReplayStage Stage, string Name, string Explanation);

/// <summary>What a replay made and compared.</summary>
/// <param name="Files">Every file made anew: name and bytes.</param>
/// <param name="Findings">Empty when every byte is the same.</param>
public sealed record ReplayOutcome(
    ImmutableArray<KeyValuePair<string, ReadOnlyMemory<byte>>> Files, ImmutableArray<ReplayFinding> Findings);
