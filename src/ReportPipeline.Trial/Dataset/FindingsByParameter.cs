using System.Collections.Immutable;

namespace ReportPipeline.Trial.Dataset;

/// <summary>
/// One subject's findings by parameter, in the order they have. The analyses ask everyone for each parameter and visit: without it each
/// question reads every finding of the trial, which is far larger than any cache.
/// </summary>
internal sealed class FindingsByParameter
{
    private readonly ImmutableArray<FindingRecord> findings;
    private readonly FindingRecord[] sorted;
    private readonly (string Parameter, int Start, int Count)[] groups;

    private FindingsByParameter(ImmutableArray<FindingRecord> findings)
    {
        this.findings = findings;
        var byParameter = findings.GroupBy(finding => finding.Parameter, StringComparer.Ordinal).ToList();
        sorted = new FindingRecord[findings.Length];
        groups = new (string, int, int)[byParameter.Count];
        for (int index = 0, start = 0; index < groups.Length; index++)
        {
            var count = 0;
            foreach (var finding in byParameter[index])
            {
                sorted[start + count++] = finding;
            }

            groups[index] = (byParameter[index].Key, start, count);
            start += count;
        }
    }

    public ArraySegment<FindingRecord> Find(string parameter)
    {
        foreach (var (name, start, count) in groups)
        {
            if (name == parameter)
            {
                return new ArraySegment<FindingRecord>(sorted, start, count);
            }
        }

        return ArraySegment<FindingRecord>.Empty;
    }

    /// <summary>
    /// Made when it is first asked for. It is no part of what a subject's record says, so it makes no difference to its equality; and a copy
    /// of the record with other findings makes its own.
    /// </summary>
    internal struct Cell : IEquatable<Cell>
    {
        private FindingsByParameter? index;

        public FindingsByParameter Of(ImmutableArray<FindingRecord> findings)
        {
            var known = index;
            return known is not null && known.findings == findings ? known : index = new FindingsByParameter(findings);
        }

        public readonly bool Equals(Cell other) => true;

        public override readonly bool Equals(object? obj) => obj is Cell;

        public override readonly int GetHashCode() => 0;
    }
}
