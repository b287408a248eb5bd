using System.Collections.Immutable;

namespace ReportPipeline.Fhir.Leaks;

/// <summary>What kind of identity a term is; said when a document is refused, instead of the term itself.</summary>
public enum IdentityKind
{
    Name,
    Identifier,
    Contact,
    Address,
    BirthDate,
}

/// <summary>
/// One thing that would identify a patient, as keyed hashes of its normalised tokens in order. Nobody without the key can tell what it
/// says, and what it says cannot be printed from it.
/// </summary>
/// <param name="Short">
/// A single word or ideograph (a surname, a city): it counts only where it stands alone as a name, because the same word can mean
/// something else.
/// </param>
/// <param name="Tokens">16 hexadecimal digits each.</param>
public sealed record IdentityTerm(IdentityKind Kind, bool Short, ImmutableArray<string> Tokens)
{
    /// <summary>Equal for equal terms.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Key => $"{Kind}|{string.Join(' ', Tokens)}";
}
