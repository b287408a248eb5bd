using System.Collections.Concurrent;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Validation;

namespace ReportPipeline.Fhir.Parsing;

/// <summary>
/// Firely's own validator, asked only about what is not certain: a sixth of a parse goes into judging the same few code-system
/// addresses and plainly valid dates again and again. Whatever is not certainly valid here is Firely's to judge, so the issues are the same.
/// </summary>
internal sealed class QuickAcceptance(IPocoValidator thorough) : IPocoValidator
{
    /// <summary>Addresses that are remembered. A trial's bundles hold some dozens; a hostile body gains nothing by filling it.</summary>
    private const int MostAddresses = 1024;

    private const int LongestAddress = 200;

    private static readonly IReadOnlyCollection<CodedValidationException> NoIssue = [];

    private readonly ConcurrentDictionary<string, bool> _validAddresses = new(StringComparer.Ordinal);
    private int _addresses;

    public static DeserializerSettings Settings()
    {
        var settings = new DeserializerSettings().UsingMode(DeserializationMode.Strict, NarrativeValidationKind.FhirXhtml);
        return settings with { Validator = new QuickAcceptance(settings.Validator!) };
    }

    public IReadOnlyCollection<CodedValidationException> ValidateProperty(
        string name, object? propertyValue, PropertyMapping? propertyMapping, PocoValidationContext context) =>
        thorough.ValidateProperty(name, propertyValue, propertyMapping, context);

    public IReadOnlyCollection<CodedValidationException> ValidateObject(Base instance, ClassMapping classMapping, PocoValidationContext context) =>
        instance switch
        {
            FhirDateTime { JsonValue: string moment } when PlainDates.IsOne(moment) && IsBare(instance) => NoIssue,
            // Not canonical, url, oid and uuid, which have rules of their own.
            FhirUri { JsonValue: string { Length: <= LongestAddress } address } when instance.GetType() == typeof(FhirUri) && IsBare(instance) =>
                OfAddress(address, instance, classMapping, context),
            _ => thorough.ValidateObject(instance, classMapping, context),
        };

    // Whether an address is valid follows from its text alone.
    private IReadOnlyCollection<CodedValidationException> OfAddress(string text, Base uri, ClassMapping mapping, PocoValidationContext context)
    {
        if (_validAddresses.ContainsKey(text))
        {
            return NoIssue;
        }

        var issues = thorough.ValidateObject(uri, mapping, context);
        if (issues.Count == 0 && Volatile.Read(ref _addresses) < MostAddresses && _validAddresses.TryAdd(text, true))
        {
            Interlocked.Increment(ref _addresses);
        }

        return issues;
    }

    private static bool IsBare(Base primitive) => !primitive.TryGetValue("extension", out _) && !primitive.TryGetValue("id", out _);
}
