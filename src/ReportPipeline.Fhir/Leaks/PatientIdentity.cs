using System.Globalization;
using Hl7.Fhir.Model;

namespace ReportPipeline.Fhir.Leaks;

/// <summary>Every text of a Patient that would tell who it is, in each form in which it may be written.</summary>
internal static class PatientIdentity
{
    /// <returns>Texts with their kind; the trial subject number has none, because it may be printed.</returns>
    public static IEnumerable<(IdentityKind? Kind, string Text)> Of(Patient patient, string subjectSystem) =>
    [
        .. patient.Name.SelectMany(OfName),
        .. patient.Contact.Select(contact => contact.Name).OfType<HumanName>().SelectMany(OfName),
        .. patient.Identifier.SelectMany(identifier => identifier.System == subjectSystem ? [(null, identifier.Value ?? "")] : Joined(IdentityKind.Identifier, identifier.Value)),
        .. patient.Telecom.Concat(patient.Contact.SelectMany(contact => contact.Telecom)).SelectMany(contact => OfContact(contact.Value)),
        .. patient.Address.Concat(patient.Contact.Select(contact => contact.Address).OfType<Address>()).SelectMany(OfAddress),
        .. OfBirthDate(patient.BirthDate),
    ];

    /// <summary>Whole in both orders, with and without the blank, and each part for itself.</summary>
    public static IEnumerable<(IdentityKind? Kind, string Text)> OfName(HumanName name)
    {
        var given = string.Join(' ', name.Given ?? []);
        string?[] forms =
        [
            name.Text, name.Family, given, $"{name.Family} {given}", $"{given} {name.Family}",
            $"{name.Family}{Tight(given)}", $"{Tight(given)}{name.Family}", .. name.Given ?? [],
        ];
        return forms.OfType<string>().Select(form => ((IdentityKind?)IdentityKind.Name, form));
    }

    private static IEnumerable<(IdentityKind?, string)> OfContact(string? value)
    {
        // With and without the country's prefix: the last eleven digits are a Chinese mobile number.
        const int NationalDigits = 11;
        var digits = new string([.. (value ?? "").Where(char.IsAsciiDigit)]);
        return Joined(IdentityKind.Contact, value)
            .Append((IdentityKind.Contact, digits))
            .Append((IdentityKind.Contact, digits.Length > NationalDigits ? digits[^NationalDigits..] : ""));
    }

    private static IEnumerable<(IdentityKind?, string)> OfAddress(Address address)
    {
        string?[] forms = [address.Text, .. address.Line ?? [], string.Join(' ', address.Line ?? []), address.City, address.District, address.PostalCode];
        return forms.OfType<string>().Select(form => ((IdentityKind?)IdentityKind.Address, form));
    }

    private static IEnumerable<(IdentityKind?, string)> OfBirthDate(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new[] { "yyyy-MM-dd", "yyyyMMdd", "d MMMM yyyy", "d MMM yyyy", "MMMM d, yyyy", "yyyy年M月d日" }
                .Select(form => ((IdentityKind?)IdentityKind.BirthDate, date.ToString(form, CultureInfo.InvariantCulture)))
            : [];

    private static IEnumerable<(IdentityKind?, string)> Joined(IdentityKind kind, string? value) =>
        value is null ? [] : [(kind, value), (kind, new string([.. value.Where(char.IsLetterOrDigit)]))];

    private static string Tight(string text) => text.Replace(" ", string.Empty, StringComparison.Ordinal);
}
