using System.Collections.Immutable;

namespace ReportPipeline.Desk.Shell;

/// <summary>Who is signed in, reduced to what the pages show and offer. What may be done is decided at the routes.</summary>
/// <param name="Name">As the sign-in names the person; never a patient.</param>
/// <param name="Roles">The roles' own names.</param>
public sealed record DeskUser(string Name, ImmutableArray<string> Roles)
{
    public bool ReadsReports { get; init; }

    public bool ReadsClosedReports { get; init; }

    public bool Signs { get; init; }

    public bool Operates { get; init; }

    /// <summary>Name of the hospital that the person speaks for, in the page's language; null for everybody else.</summary>
    public string? Site { get; init; }
}
