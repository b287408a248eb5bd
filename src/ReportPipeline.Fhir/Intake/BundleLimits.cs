namespace ReportPipeline.Fhir.Intake;

/// <summary>What one bundle may cost. Checked by a streaming reader before anything is parsed in full.</summary>
public sealed record BundleLimits
{
    /// <summary>Bytes of a body after transport decoding.</summary>
    public int Bytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Levels of nesting, the root object being the first.</summary>
    public int Depth { get; init; } = 64;

    public int Entries { get; init; } = 10_000;

    /// <summary>Values in one entry. Bounds the memory that the parser can spend on issues of a hostile entry.</summary>
    public int ElementsPerEntry { get; init; } = 50_000;

    /// <summary>Issues listed in one answer.</summary>
    public int Issues { get; init; } = 10_000;
}
