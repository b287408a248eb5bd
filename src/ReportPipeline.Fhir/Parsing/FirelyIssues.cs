using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Utility;
using Hl7.Fhir.Validation;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Parsing;

/// <summary>
/// Firely's issues in our words. Its own messages quote the sender's values, so none of them is ever passed on: only the names of
/// value sets and types, which are FHIR's own, are taken from them.
/// </summary>
internal static partial class FirelyIssues
{
    private static readonly FrozenDictionary<string, IssueDefinition> ByCode = new Dictionary<string, IssueDefinition>
    {
        [CodedValidationException.CHOICE_TYPE_NOT_ALLOWED_CODE] = BaseFhirIssues.ChoiceInvalid,
        [CodedValidationException.INCORRECT_CARDINALITY_MIN_CODE] = BaseFhirIssues.TooManyValues,
        [CodedValidationException.INCORRECT_CARDINALITY_MAX_CODE] = BaseFhirIssues.TooManyValues,
        [CodedValidationException.REPEATING_ELEMENT_CANNOT_CONTAIN_NULL_CODE] = BaseFhirIssues.ElementEmpty,
        [CodedValidationException.MANDATORY_ELEMENT_MUST_BE_PRESENT_CODE] = BaseFhirIssues.ElementMissing,
        [CodedValidationException.NARRATIVE_XML_IS_MALFORMED_CODE] = BaseFhirIssues.NarrativeInvalid,
        [CodedValidationException.NARRATIVE_XML_IS_INVALID_CODE] = BaseFhirIssues.NarrativeInvalid,
        [CodedValidationException.INVALID_CODED_VALUE_CODE] = BaseFhirIssues.CodeInvalid,
        [CodedValidationException.CONTAINED_RESOURCES_CANNOT_BE_NESTED_CODE] = BaseFhirIssues.ContainedNested,
        [CodedValidationException.INVALID_STRING_LENGTH_CODE] = BaseFhirIssues.ValueInvalid,
        [CodedValidationException.INVALID_BASE64_VALUE_CODE] = BaseFhirIssues.ValueInvalid,
        [CodedValidationException.INCORRECT_LITERAL_VALUE_TYPE_CODE] = BaseFhirIssues.ValueInvalid,
        [CodedValidationException.LITERAL_INVALID_CODE] = BaseFhirIssues.ValueInvalid,
        [CodedValidationException.POSITIVE_INT_MUST_BE_POSITIVE_CODE] = BaseFhirIssues.ValueInvalid,
        [CodedValidationException.UNSIGNED_INT_MUST_NOT_BE_NEGATIVE_CODE] = BaseFhirIssues.ValueInvalid,
        [CodedValidationException.PROPERTY_TYPE_MISMATCH_CODE] = BaseFhirIssues.StructureInvalid,
        [CodedValidationException.UNKNOWN_ELEMENT_CODE] = BaseFhirIssues.ElementUnknown,
        [CodedValidationException.ELEMENT_CANNOT_BE_EMPTY_CODE] = BaseFhirIssues.ElementEmpty,
        [CodedValidationException.UNKNOWN_RESOURCE_TYPE_CODE] = BaseFhirIssues.ResourceTypeUnknown,
        [CodedValidationException.WRONG_CASED_ELEMENT_CODE] = BaseFhirIssues.ElementUnknown,
        [CodedValidationException.WRONG_CASED_RESOURCE_TYPE_CODE] = BaseFhirIssues.ResourceTypeUnknown,
        [FhirJsonException.RESOURCETYPE_SHOULD_BE_STRING_CODE] = BaseFhirIssues.ResourceTypeMissing,
        [FhirJsonException.NO_RESOURCETYPE_PROPERTY_CODE] = BaseFhirIssues.ResourceTypeMissing,
        [FhirJsonException.EXPECTED_PRIMITIVE_NOT_NULL_CODE] = BaseFhirIssues.ElementEmpty,
        [FhirJsonException.CHOICE_ELEMENT_MUST_HAVE_SUFFIX_CODE] = BaseFhirIssues.ChoiceInvalid,
        [FhirJsonException.OBJECTS_CANNOT_BE_EMPTY_CODE] = BaseFhirIssues.ElementEmpty,
        [FhirJsonException.ARRAYS_CANNOT_BE_EMPTY_CODE] = BaseFhirIssues.ElementEmpty,
        [FhirJsonException.PRIMITIVE_ARRAYS_ONLY_NULL_CODE] = BaseFhirIssues.ElementEmpty,
        [FhirJsonException.DUPLICATE_PROPERTY_CODE] = BaseFhirIssues.ChoiceRepeated,
        [FhirXmlException.CHOICE_ELEMENT_MUST_HAVE_SUFFIX_CODE] = BaseFhirIssues.ChoiceInvalid,
        [FhirXmlException.EMPTY_RESOURCE_CONTAINER_CODE] = BaseFhirIssues.ElementEmpty,
        [FhirXmlException.EMPTY_ELEMENT_NAMESPACE_CODE] = BaseFhirIssues.ElementMisplaced,
        [FhirXmlException.INCORRECT_XHTML_NAMESPACE_CODE] = BaseFhirIssues.NarrativeInvalid,
        [FhirXmlException.ELEMENT_OUT_OF_ORDER_CODE] = BaseFhirIssues.ElementMisplaced,
        [FhirXmlException.ELEMENT_NOT_IN_SEQUENCE_CODE] = BaseFhirIssues.ElementMisplaced,
        [FhirXmlException.INCORRECT_ELEMENT_NAMESPACE_CODE] = BaseFhirIssues.ElementMisplaced,
        [FhirXmlException.INCORRECT_ATTRIBUTE_NAMESPACE_CODE] = BaseFhirIssues.ElementMisplaced,
    }.ToFrozenDictionary();

    /// <summary>The JSON codes for a value of the wrong shape, and the XML codes for nodes that have no place in FHIR.</summary>
    public static IssueDefinition DefinitionOf(string code) => ByCode.GetValueOrDefault(code, BaseFhirIssues.StructureInvalid);

    public static void AddTo(IssueList issues, string root, IEnumerable<CodedException> found)
    {
        foreach (var exception in found)
        {
            var definition = DefinitionOf(exception.ErrorCode);
            var relative = (exception as ExtendedCodedException)?.InstancePath ?? "";
            var path = ElementPath.Append(root, relative == "$this" ? "" : relative);
            if (definition == BaseFhirIssues.ChoiceRepeated && ChoiceIn(exception) is { } element)
            {
                issues.Add(definition, $"{path}.{element}", $"{definition.Text} Element: {element}[x].");
            }
            else
            {
                issues.Add(definition, path, Text(definition, exception));
            }
        }
    }

    /// <summary>The choice element that the parser's message names with its type: 'value' of 'valueString'.</summary>
    private static string? ChoiceIn(CodedException exception)
    {
        var name = QuotedName().Match((exception as ExtendedCodedException)?.BaseErrorMessage ?? "").Groups["name"].Value;
        for (var i = 1; i < name.Length; i++)
        {
            if (char.IsAsciiLetterUpper(name[i]) && (ModelInfo.IsDataType(name[i..]) || ModelInfo.IsPrimitive(char.ToLowerInvariant(name[i]) + name[(i + 1)..])))
            {
                return name[..i];
            }
        }

        return null;
    }

    private static string? Text(IssueDefinition definition, CodedException exception)
    {
        var match = TailNames().Match((exception as ExtendedCodedException)?.BaseErrorMessage ?? "");
        return match switch
        {
            { Success: false } => null,
            _ when definition == BaseFhirIssues.CodeInvalid && match.Groups["set"].Success => $"{definition.Text} Value set: {match.Groups["set"].Value}.",
            _ when definition == BaseFhirIssues.ValueInvalid && match.Groups["type"].Success => $"{definition.Text} Type: {match.Groups["type"].Value}.",
            _ => null,
        };
    }

    // Only letters: a name of FHIR's, since the parser has found the element.
    [GeneratedRegex(@"'(?<name>[a-z][A-Za-z0-9]{1,60})'\.\z", RegexOptions.NonBacktracking)]
    private static partial Regex QuotedName();

    // Anchored at the end: what stands before is the sender's value.
    [GeneratedRegex(@"(valueset '(?<set>[A-Za-z]{1,60})'|for an? (?<type>[A-Za-z0-9]{1,20}))\.\z", RegexOptions.NonBacktracking)]
    private static partial Regex TailNames();
}
