namespace ReportPipeline.Cli.Qualification;

/// <summary>One step of a qualification with what it found.</summary>
/// <param name="Id">IQ-… for installation, OQ-… for operation.</param>
/// <param name="What">What was done.</param>
/// <param name="Expected">What had to come out, written before it was run.</param>
/// <param name="Found">What came out.</param>
/// <param name="Passed">Whether the two agree.</param>
public sealed record QualificationStep(string Id, string What, string Expected, string Found, bool Passed)
{
    /// <summary>A step whose outcome is compared word for word.</summary>
    public static QualificationStep Compare(string id, string what, string expected, string found) =>
        new(id, what, expected, found, string.Equals(expected, found, StringComparison.Ordinal));
}

/// <summary>A qualification that came to its end.</summary>
/// <param name="System">What was qualified: name and value pairs for the protocol's first page.</param>
/// <param name="Steps">In the order in which they were run.</param>
/// <param name="Files">The program's files and the SHA-256 of each.</param>
public sealed record QualificationRecord(
    IReadOnlyList<KeyValuePair<string, string>> System,
    IReadOnlyList<QualificationStep> Steps,
    IReadOnlyList<KeyValuePair<string, string>> Files)
{
    public bool Passed => Steps.Count > 0 && Steps.All(step => step.Passed);
}
