using System.Text.RegularExpressions;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Utility;
using Hl7.Fhir.Validation;
using ReportPipeline.Fhir.Issues;
using static Hl7.Fhir.Model.OperationOutcome;

namespace ReportPipeline.Fhir.Parsing;

/// <summary>What a call of the parser comes to.</summary>
internal static partial class ParserOutcome
{
    /// <summary>The parser throws these on input it cannot place; anything else is a fault of ours.</summary>
    public static bool IsRefusal(Exception exception) =>
        exception is CodedException or System.Text.Json.JsonException or System.Xml.XmlException or InvalidOperationException or FormatException
            or OverflowException or ArgumentException or NotSupportedException or NullReferenceException or InvalidCastException or IndexOutOfRangeException;

    /// <summary>Adds the issues and returns the object, or null when a fatal issue means that it is garbled.</summary>
    public static T? Judge<T>(T? parsed, IEnumerable<CodedException> found, string path, IssueList issues)
        where T : Base
    {
        var all = found.Where(exception => !IsBareResource(exception, parsed) && !IsTolerated(exception)).ToList();
        FirelyIssues.AddTo(issues, path, all);
        return all.Exists(exception => exception is ExtendedCodedException { IssueSeverity: IssueSeverity.Fatal }) ? null : parsed;
    }

    /// <summary>
    /// What Firely's strict mode asks beyond R4: a SHOULD about white space around XML strings (string: "leading and trailing whitespace is
    /// allowed"), well-formed canonicals and urls (R4's pattern for both is \S*; HL7's own MessageHeader has http:////acme.com). And the
    /// documented leniency: capitals, or anything else, behind urn:uuid:.
    /// </summary>
    private static bool IsTolerated(CodedException exception) =>
        exception.ErrorCode == FhirXmlException.STRING_SHOULD_NOT_HAVE_LEADING_OR_TRAILING_WHITESPACE
        || (exception.ErrorCode == CodedValidationException.LITERAL_INVALID_CODE
            && exception is ExtendedCodedException { BaseErrorMessage: { } message }
            && (message.StartsWith("string 'urn:uuid:", StringComparison.OrdinalIgnoreCase) || AddressOfR4().IsMatch(message)));

    [GeneratedRegex(@"\Astring '\S+' is not .* for an? (canonical|url)\.\z", RegexOptions.NonBacktracking)]
    private static partial Regex AddressOfR4();

    /// <summary>A decimal that is valid R4 and larger than <see cref="decimal"/>: the gate has told of it.</summary>
    public static bool IsLongNumber(CodedException exception) =>
        exception.ErrorCode == CodedValidationException.INCORRECT_LITERAL_VALUE_TYPE_CODE
        && (exception as ExtendedCodedException)?.BaseErrorMessage.EndsWith("for a decimal.", StringComparison.Ordinal) == true
        && LongNumber().IsMatch(((ExtendedCodedException)exception).BaseErrorMessage);

    [GeneratedRegex(@"\Astring '-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?' is not", RegexOptions.NonBacktracking)]
    private static partial Regex LongNumber();

    // {"resourceType":"Patient"} has no content, but R4 allows it: no element of Patient is mandatory.
    private static bool IsBareResource(CodedException exception, Base? parsed) =>
        parsed is Bundle.EntryComponent entry
        && LooseElements.ResourceOf(entry) is { } resource
        && exception is ExtendedCodedException { InstancePath: "resource" } extended
        && extended.ErrorCode is CodedValidationException.ELEMENT_CANNOT_BE_EMPTY_CODE or "JSON120"
        && !resource.EnumerateElements().Any();
}
