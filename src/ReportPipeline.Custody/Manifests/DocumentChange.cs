namespace ReportPipeline.Custody.Manifests;

/// <summary>Something in a document that is not as its manifest says.</summary>
/// <param name="Part">Part of the package; empty when the file as a whole is meant.</param>
/// <param name="Where">As a reader finds it, or null when the part as a whole is meant.</param>
/// <param name="Result">Id of the result row, for a number.</param>
/// <param name="Expected">Null when nothing should be there, or when it is only known by its hash.</param>
/// <param name="Found">Null when nothing is there, or when it is only known by its hash.</param>
public sealed record DocumentChange(ChangeKind Kind, string Part, string? Where, string? Result, string? Expected, string? Found)
{
    public static DocumentChange Of(ChangeKind kind, string part, string? where = null) => new(kind, part, where, null, null, null);

    /// <summary>One line for a person.</summary>
    public override string ToString() => Kind switch
    {
        ChangeKind.NumberChanged => $"{Where}: {Result} should read '{Expected}' and reads '{Found}' ({Part})",
        ChangeKind.NumberMissing => $"{Where}: {Result} should read '{Expected}' and is not there ({Part})",
        ChangeKind.NumberAdded => $"{Where}: '{Found}' claims to be {Result}; the report has no number there ({Part})",
        ChangeKind.NumberRelabelled => $"{Where}: '{Found}' should lead to {Expected} and leads to {Result} ({Part})",
        ChangeKind.TextChanged => $"{Where}: text or layout changed ({Part})",
        ChangeKind.TextMissing => $"{Where}: is not there ({Part})",
        ChangeKind.TextAdded => $"{Where}: does not belong to the report ({Part})",
        ChangeKind.PartChanged => $"Part {Part}: its bytes changed",
        ChangeKind.PartMissing => $"Part {Part}: is not there",
        ChangeKind.PartAdded => $"Part {Part}: does not belong to the report",
        ChangeKind.PartRepeated => $"Part {Part}: is there more than once, and programs differ in which they show",
        ChangeKind.PackageChanged => $"The package: every part is as it was, but from byte {Found} on the file is not (packed anew, or bytes beside the parts)",
        _ => throw new InvalidOperationException($"{Kind} has no sentence."),
    };
}

public enum ChangeKind
{
    NumberChanged,
    NumberMissing,
    NumberAdded,

    /// <summary>The same text under the id of another result.</summary>
    NumberRelabelled,
    TextChanged,
    TextMissing,
    TextAdded,
    PartChanged,
    PartMissing,
    PartAdded,
    PartRepeated,
    PackageChanged,
}
