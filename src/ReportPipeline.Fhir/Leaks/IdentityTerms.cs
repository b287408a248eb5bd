using System.Collections.Immutable;
using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Parsing;

namespace ReportPipeline.Fhir.Leaks;

/// <summary>Turns the identity in a bundle into keyed terms. The readable texts live only inside this call.</summary>
internal static class IdentityTerms
{
    /// <summary>A shorter number cannot be told from a count, and a single letter not from an abbreviation.</summary>
    private const int FewestDigits = 6;

    private const int FewestLetters = 2;

    public static ImmutableArray<IdentityTerm> Of(IEnumerable<Resource> resources, string subjectSystem, PseudonymKey key)
    {
        var texts = resources.SelectMany(resource => Readable(resource, subjectSystem)).ToList();
        var subjectNumbers = texts.Where(text => text.Kind is null).Select(text => Spelled(text.Text)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. texts
                .Where(text => text.Kind is not null && !subjectNumbers.Contains(Spelled(text.Text)))
                .Select(text => TermOf(text.Kind!.Value, TextTokens.Of(text.Text), key))
                .OfType<IdentityTerm>()
                .DistinctBy(term => term.Key)
                .OrderBy(term => term.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>The identity in a resource, and without a kind the subject number, which may be printed.</summary>
    private static List<(IdentityKind? Kind, string Text)> Readable(Resource resource, string subjectSystem)
    {
        try
        {
            var contained = resource is DomainResource domain ? domain.Contained : [];
            return
            [
                .. contained.Append(resource).OfType<Patient>().SelectMany(patient => PatientIdentity.Of(patient, subjectSystem)),
                .. Displayed(resource),
            ];
        }
        catch (Exception exception) when (ParserOutcome.IsRefusal(exception))
        {
            // An entry that was refused when it came: nothing of it was taken up.
            return [];
        }
    }

    /// <summary>A reference to the patient may carry the name as its display.</summary>
    private static IEnumerable<(IdentityKind?, string)> Displayed(Resource resource)
    {
        var reference = resource switch
        {
            Observation observation => observation.Subject,
            AdverseEvent adverseEvent => adverseEvent.Subject,
            MedicationAdministration administration => administration.Subject,
            _ => null,
        };
        return reference?.Display is { } display ? PatientIdentity.OfName(new HumanName { Text = display }) : [];
    }

    private static IdentityTerm? TermOf(IdentityKind kind, ImmutableArray<TextToken> tokens, PseudonymKey key)
    {
        var length = tokens.Sum(token => token.Text.Length);
        var digitsOnly = tokens.All(token => token.Text.All(char.IsAsciiDigit));
        if (tokens.IsEmpty || length < (digitsOnly ? FewestDigits : tokens[0].Ideograph ? 1 : FewestLetters))
        {
            return null;
        }

        var isWord = kind is IdentityKind.Name or IdentityKind.Address;
        var isShort = isWord && (tokens.Length == 1 || (tokens.Length == 2 && tokens.All(token => token.Ideograph)));
        return new IdentityTerm(kind, isShort, [.. tokens.Select(token => key.Token(token.Text))]);
    }

    private static string Spelled(string text) => string.Join(' ', TextTokens.Of(text).Select(token => token.Text));
}
