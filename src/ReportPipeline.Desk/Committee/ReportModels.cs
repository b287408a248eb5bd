using System.Collections.Immutable;
using ReportPipeline.Desk.Content;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Desk.Committee;

/// <summary>The editions of a report.</summary>
public static class Editions
{
    public const string Open = "open";
    public const string Closed = "closed";
}

/// <summary>The list of reports, newest first.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Total">Reports in all.</param>
public sealed record ReportListModel(ImmutableArray<ReportLine> Reports, int Page, int Total)
{
    public const int ReportsOfPage = 20;
}

/// <param name="Identity">What the report was made from.</param>
/// <param name="NewBundles">Bundles since the report before; null for the first.</param>
/// <param name="Editions">Those that the reader may see.</param>
public sealed record ReportLine(RunIdentity Identity, ReportStanding Standing, long? NewBundles, ImmutableArray<string> Editions);

/// <summary>What every page of one edition of one report shows.</summary>
/// <param name="Editions">Those that the reader may see.</param>
/// <param name="Languages">Of the documents.</param>
public sealed record ReportFrame(
    RunIdentity Identity, string Edition, ReportStanding Standing, ImmutableArray<string> Editions, ImmutableArray<string> Languages)
{
    /// <summary>Null when the pages cannot be shown, because another version of protocol or program made the report.</summary>
    public ContentLinks? Links { get; init; }

    public bool MaySign { get; init; }
}

/// <summary>A report's first page.</summary>
public sealed record ReportOverviewModel(ReportFrame Report);

/// <summary>One section of a report.</summary>
public sealed record ReportSectionModel(ReportFrame Report, ReportSection Section, TableQuestion Asked);

/// <summary>What changed since the report before.</summary>
/// <param name="Before">Null when there is none, or none that can be compared.</param>
public sealed record ReportChangesModel(ReportFrame Report, RunIdentity? Before, ImmutableArray<ChangedItem> Changes);
