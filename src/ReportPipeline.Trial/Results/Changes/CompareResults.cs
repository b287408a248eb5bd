using System.Collections.Immutable;

namespace ReportPipeline.Trial.Results.Changes;

/// <summary>
/// Compares the results of a run with those of the last released report, row by row, and says of each changed number why, from the
/// resource versions behind it then and now.
/// </summary>
public static class CompareResults
{
    /// <param name="before">Of the released report.</param>
    /// <param name="after">Of the run.</param>
    /// <param name="notes">On every version that the run has received.</param>
    public static ResultChanges Between(AnalysisResults before, AnalysisResults after, RecordNotes notes)
    {
        var reasons = new Reasons(before, after, notes);
        var gone = before.Rows.Where(row => after.Find(row.Id) is null).OrderBy(row => row.Id, StringComparer.Ordinal);
        return new ResultChanges(
            before.Identity.RunId,
            after.Identity.RunId,
            Comparable: true,
            [
                .. after.Rows.Select(row => (Before: before.Find(row.Id), After: row))
                    .Where(pair => pair.Before?.Value != pair.After.Value)
                    .Select(pair => new NumberChange(pair.After.Id, pair.Before?.Value, pair.After.Value, reasons.Of(pair.Before, pair.After))),
                .. gone.Select(row => new NumberChange(row.Id, row.Value, null, reasons.Of(row, null))),
            ])
        {
            PreviousCutOff = before.Identity.DataCutOff,
        };
    }

    private sealed class Reasons(AnalysisResults before, AnalysisResults after, RecordNotes notes)
    {
        private readonly Dictionary<SubjectId, bool> known = [];
        private readonly Dictionary<string, ChangeReason?> added = new(StringComparer.Ordinal);
        private readonly Dictionary<string, ChangeReason?> removed = new(StringComparer.Ordinal);
        private readonly Dictionary<(string?, string?), ImmutableArray<ChangeReason>> bySources = [];

        public ImmutableArray<ChangeReason> Of(AnalysisResult? then, AnalysisResult? now)
        {
            // Many rows rest on the same records.
            var sources = (then?.Sources, now?.Sources);
            return bySources.TryGetValue(sources, out var reasons) ? reasons : bySources[sources] = Of(VersionsOf(before, then), VersionsOf(after, now));
        }

        private ImmutableArray<ChangeReason> Of(ImmutableArray<string> then, ImmutableArray<string> now)
        {
            var (earlier, later) = (then.ToHashSet(StringComparer.Ordinal), now.ToHashSet(StringComparer.Ordinal));
            SortedSet<ChangeReason> reasons =
            [
                .. now.Where(version => !earlier.Contains(version)).Select(WhyAdded).OfType<ChangeReason>(),
                .. then.Where(version => !later.Contains(version)).Select(WhyRemoved).OfType<ChangeReason>(),
            ];
            if (before.Identity.ProtocolHash != after.Identity.ProtocolHash)
            {
                reasons.Add(ChangeReason.Protocol);
            }

            if (before.Identity.SoftwareVersion != after.Identity.SoftwareVersion)
            {
                reasons.Add(ChangeReason.Software);
            }

            return reasons.Count == 0 ? [ChangeReason.LaterCutOff] : [.. reasons];
        }

        private ChangeReason? WhyAdded(string version) => added.TryGetValue(version, out var why) ? why : added[version] = Added(version);

        private ChangeReason? WhyRemoved(string version) => removed.TryGetValue(version, out var why) ? why : removed[version] = Removed(version);

        private ChangeReason? Added(string version)
        {
            // A version that was there then counts elsewhere now: the records did not change, something else did.
            if (before.SourceVersions.ContainsKey(version) || notes.Find(version) is not { } note)
            {
                return null;
            }

            return note.Subject is { } subject && !IsKnown(subject) ? ChangeReason.NewSubject
                : notes.VersionsOf(note.Source).Any(WasThere) ? ChangeReason.Correction
                : note.Day is { } day && day <= DateOnly.FromDateTime(before.Identity.DataCutOff.UtcDateTime) ? ChangeReason.LateData
                : ChangeReason.FurtherFollowUp;
        }

        private ChangeReason? Removed(string version)
        {
            if (!before.SourceVersions.TryGetValue(version, out var source))
            {
                return null;
            }

            var newest = notes.VersionsOf(source).Where(note => !WasThere(note)).MaxBy(note => (note.Source.ReceivedAt, note.Source.VersionId));
            return newest is null ? null : newest.Counts ? ChangeReason.Correction : ChangeReason.Withdrawal;
        }

        private bool IsKnown(SubjectId subject) =>
            known.TryGetValue(subject, out var was) ? was : known[subject] = notes.Of(subject).Any(WasThere);

        private bool WasThere(RecordNote note) => before.SourceVersions.ContainsKey(note.Source.VersionId);

        private static ImmutableArray<string> VersionsOf(AnalysisResults results, AnalysisResult? row) =>
            row is null ? [] : results.SourceSets.GetValueOrDefault(row.Sources, []);
    }
}
