namespace ReportPipeline.Trial.Protocol;

/// <summary>Where a value lies against its reference range (CDISC ANRIND), in ascending order.</summary>
public enum RangeCategory
{
    Low,
    Normal,
    High,
}

/// <summary>The values of a parameter that a laboratory calls normal, in the canonical unit; both limits are normal themselves.</summary>
/// <param name="Source">Whose range it is; printed under every table that uses it.</param>
/// <param name="Low">Lower limit; null when no value is too low.</param>
/// <param name="High">Upper limit; null when no value is too high. At least one of the two is given.</param>
public sealed record ReferenceRange(LocalizedText Source, decimal? Low = null, decimal? High = null)
{
    /// <param name="comparator">
    /// <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;=</c>, <c>&gt;</c> or null. What is below a limit of quantification counts as that limit, except that
    /// "less than" the lower limit of the range is low; so for what is above.
    /// </param>
    public RangeCategory CategoryOf(decimal value, string? comparator) =>
        value < Low || (value == Low && comparator == "<") ? RangeCategory.Low
        : value > High || (value == High && comparator == ">") ? RangeCategory.High
        : RangeCategory.Normal;
}
