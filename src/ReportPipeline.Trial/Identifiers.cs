using System.Text.RegularExpressions;

namespace ReportPipeline.Trial;

/// <summary>
/// The trial subject number (CDISC USUBJID): the one identifier of a person that passes the raw zone.
/// 1–32 characters of A–Z, a–z, 0–9, '-', '.', '_'.
/// </summary>
public readonly partial record struct SubjectId : IComparable<SubjectId>
{
    public SubjectId(string value)
    {
        if (!IsValid(value))
        {
            throw new ArgumentException("A subject number has 1 to 32 characters of letters, digits, '-', '.' or '_'.", nameof(value));
        }

        Value = value;
    }

    public string Value { get; }

    public static bool IsValid(string? value) => value is not null && Pattern().IsMatch(value);

    public int CompareTo(SubjectId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,32}\z")]
    private static partial Regex Pattern();
}

/// <summary>A hospital's id as the protocol declares it: 1–64 characters of a–z, 0–9 and '-'.</summary>
public readonly partial record struct SiteId : IComparable<SiteId>
{
    public SiteId(string value)
    {
        if (!IsValid(value))
        {
            throw new ArgumentException("A site id has 1 to 64 characters of a–z, 0–9 and '-'.", nameof(value));
        }

        Value = value;
    }

    public string Value { get; }

    public static bool IsValid(string? value) => value is not null && Pattern().IsMatch(value);

    public int CompareTo(SiteId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z")]
    private static partial Regex Pattern();
}
