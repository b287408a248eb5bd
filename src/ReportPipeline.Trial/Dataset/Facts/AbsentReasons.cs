using System.Collections.Frozen;

namespace ReportPipeline.Trial.Dataset.Facts;

/// <summary>
/// What a missing value says about the subject. Reasons are the codes of HL7's data-absent-reason system
/// (<c>http://terminology.hl7.org/CodeSystem/data-absent-reason</c>) and <see cref="Quarantined"/>.
/// </summary>
public static class AbsentReasons
{
    /// <summary>Ours: a value was sent that cannot be used, and a data query is open.</summary>
    public const string Quarantined = "quarantined";

    /// <summary>There is no proper value for it, such as a date of death of the living.</summary>
    public const string NotApplicable = "not-applicable";

    /// <summary>
    /// Reasons that presuppose a value: somebody measured, and only the value cannot be had as a number or a code.
    /// </summary>
    /// <remarks>
    /// By the system's definitions: <c>masked</c> (withheld), <c>as-text</c> (in the narrative), <c>not-a-number</c> and the two
    /// infinities (a device's result that cannot be represented). All others leave open whether the subject was there, or deny it:
    /// <c>not-performed</c> is how a hospital reports a visit that nobody came to; <c>not-asked</c> and <c>not-applicable</c> name no
    /// measurement; <c>asked-unknown</c> and <c>asked-declined</c> speak of a source that may be a relative; <c>unknown</c>,
    /// <c>temp-unknown</c>, <c>error</c> (which includes an error of the workflow), <c>unsupported</c> and <c>not-permitted</c> do not say.
    /// </remarks>
    private static readonly FrozenSet<string> OfAMeasurement =
        new[] { Quarantined, "masked", "as-text", "not-a-number", "negative-infinity", "positive-infinity" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// Reasons that deny that there was anything to find: nobody did it (<c>not-performed</c>), nobody asked (<c>not-asked</c>), or there is no
    /// proper value for it (<c>not-applicable</c>, as forms send for the date of death of the living).
    /// </summary>
    private static readonly FrozenSet<string> OfNothing = new[] { "not-performed", "not-asked", NotApplicable }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a fact that is missing for this reason was never established; any other reason leaves it possible.</summary>
    public static bool DeniesTheFact(string reason) => OfNothing.Contains(reason);

    /// <summary>Whether a value that is missing for this reason still shows that the subject was seen on its day.</summary>
    public static bool ShowsAMeasurement(string reason) => OfAMeasurement.Contains(reason);
}
