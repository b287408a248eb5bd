using System.Collections.Immutable;

namespace ReportPipeline.Custody.Acts;

/// <summary>What a person's act means (21 CFR Part 11, §11.50(a)(3)).</summary>
public enum ActMeaning
{
    /// <summary>Read in full, without taking a position.</summary>
    Reviewed,

    /// <summary>Read and agreed to.</summary>
    Approved,

    /// <summary>Read and refused, with a reason; nothing can be signed or released after it.</summary>
    Rejected,

    /// <summary>Given out by the operator on the committee's approval; nothing can be signed after it.</summary>
    Released,
}

/// <summary>
/// One act of a named person on documents, bound to their bytes. It is stored beside the documents, never inside them.
/// </summary>
/// <param name="Subject">What was acted on: a run id, or <see cref="DecisionListSubject"/> of a decision list.</param>
/// <param name="Meaning">What the act means.</param>
/// <param name="Person">Who acted.</param>
/// <param name="AuthenticatedAt">When the person last proved who they are (UTC).</param>
/// <param name="At">When the act was done (UTC, the server's clock).</param>
/// <param name="Documents">The documents with the hashes of their bytes; at least one.</param>
/// <param name="Reason">Why; always given for a rejection, otherwise absent.</param>
/// <param name="Previous">SHA-256 of the subject's act before this one as stored; absent for the first.</param>
public sealed record Act(
    string Subject,
    ActMeaning Meaning,
    ActingPerson Person,
    DateTimeOffset AuthenticatedAt,
    DateTimeOffset At,
    ImmutableArray<ActedDocument> Documents,
    string? Reason = null,
    string? Previous = null)
{
    /// <summary>The subject of acts on a decision list.</summary>
    /// <param name="sha256">Hash of the list's bytes, lower-case hexadecimal.</param>
    public static string DecisionListSubject(string sha256) => $"decisions-{sha256}";
}

/// <summary>Who acted.</summary>
/// <param name="Name">The printed name (§11.50(a)(1)), as the issuer of the token gives it.</param>
/// <param name="UserId">The token's subject, which the issuer never gives to another person.</param>
/// <param name="Role">The role in which the person acted.</param>
public sealed record ActingPerson(string Name, string UserId, string Role);

/// <param name="Name">Name of the document in its container.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hexadecimal.</param>
public sealed record ActedDocument(string Name, string Sha256);
