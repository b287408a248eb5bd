using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Trial;

namespace ReportPipeline.Fhir.Intake;

/// <summary>Sorts issues by the entry that their path names, and turns them into HTTP statuses.</summary>
internal sealed class Verdict
{
    private const string EntryPrefix = "Bundle.entry[";

    // What is broken most basically decides: a sender cures that first.
    private static readonly int[] Order = [413, 400, 412, 422];

    private readonly ImmutableArray<IngestIssue>[] _byEntry;

    public Verdict(ImmutableArray<IngestIssue> issues, int entries)
    {
        var byEntry = new List<IngestIssue>?[entries];
        var root = ImmutableArray.CreateBuilder<IngestIssue>();
        foreach (var issue in issues)
        {
            if (EntryOf(issue.FhirPath) is { } index && index < entries)
            {
                (byEntry[index] ??= []).Add(issue);
            }
            else
            {
                root.Add(issue);
            }
        }

        _byEntry = [.. byEntry.Select(list => list is null ? [] : list.ToImmutableArray())];
        Issues = [.. root, .. _byEntry.SelectMany(list => list)];
        RootRefused = root.Any(issue => IssueCatalogue.Of(issue.Code).Refuses);
        AnyRefused = RootRefused || Issues.Any(issue => IssueCatalogue.Of(issue.Code).Refuses);
    }

    /// <summary>The Bundle's own issues, then those of the entries in their order.</summary>
    public ImmutableArray<IngestIssue> Issues { get; }

    public bool RootRefused { get; }

    public bool AnyRefused { get; }

    public ImmutableArray<IngestIssue> OfEntry(int index) => _byEntry[index];

    /// <summary>Status of a refused body. A verb that is not supported refuses the bundle as a business rule: the endpoint itself allows POST.</summary>
    public static int StatusOf(ImmutableArray<IngestIssue> issues)
    {
        var statuses = RefusalsIn(issues).ToHashSet();
        return Order.FirstOrDefault(statuses.Contains, 422);
    }

    /// <summary>Status of one entry; null when nothing refuses it.</summary>
    public static int? EntryStatusOf(ImmutableArray<IngestIssue> issues)
    {
        if (issues.IsEmpty)
        {
            return null;
        }

        var statuses = RefusalsIn(issues).ToHashSet();
        return statuses.Count == 0 ? null : Order.FirstOrDefault(statuses.Contains, statuses.First());
    }

    private static IEnumerable<int> RefusalsIn(ImmutableArray<IngestIssue> issues) =>
        issues.Select(issue => IssueCatalogue.Of(issue.Code)).Where(definition => definition.Refuses).Select(definition => definition.HttpStatus);

    private static int? EntryOf(string path)
    {
        if (!path.StartsWith(EntryPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var close = path.IndexOf(']', EntryPrefix.Length);
        return close > 0 && int.TryParse(path.AsSpan(EntryPrefix.Length, close - EntryPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
    }
}
