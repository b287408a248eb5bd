using static ReportPipeline.Fhir.Issues.IssueDefinition;

namespace ReportPipeline.Fhir.Issues;

/// <summary>Breaches of FHIR R4 that any R4 receiver would name.</summary>
public static class BaseFhirIssues
{
    public static readonly IssueDefinition ResourceTypeMissing = Refusal("resource-type-missing", "structure", 400,
        "A resource does not say what type it is.", "Set resourceType.");

    public static readonly IssueDefinition ResourceTypeUnknown = Refusal("resource-type-unknown", "not-supported", 400,
        "This name is no FHIR R4 resource type.", "Use an R4 type, spelled with R4's capitals.");

    public static readonly IssueDefinition ElementUnknown = Refusal("element-unknown", "structure", 400,
        "FHIR R4 does not define this element or attribute here.", "Remove it, or send it as an extension.");

    public static readonly IssueDefinition ElementMissing = Refusal("element-missing", "required", 400,
        "A mandatory element is missing.", "Send the element that the expression names.");

    public static readonly IssueDefinition ElementEmpty = Refusal("element-empty", "structure", 400,
        "An element, object or array is empty or null.", "Leave out what has no content.");

    public static readonly IssueDefinition ElementMisplaced = Refusal("element-misplaced", "structure", 400,
        "An element stands in the wrong order, namespace or form.", "Follow the order and form of the R4 schema.");

    public static readonly IssueDefinition StructureInvalid = Refusal("structure-invalid", "structure", 400,
        "The element has the wrong shape: an object, an array or a plain value was expected.", "Follow the R4 definition of the element.");

    public static readonly IssueDefinition TooManyValues = Refusal("too-many-values", "structure", 400,
        "The element occurs more or less often than R4 allows.", "Follow the cardinality in R4.");

    public static readonly IssueDefinition ValueInvalid = Refusal("value-invalid", "value", 400,
        "The value does not have the format of its type.", "Follow R4's definition of the type: a date-time needs seconds and an offset, dates must exist, strings must not be empty.");

    public static readonly IssueDefinition CodeInvalid = Refusal("code-invalid", "code-invalid", 400,
        "The code is not in the value set that R4 requires here.", "Use a code of that value set.");

    public static readonly IssueDefinition ChoiceInvalid = Refusal("choice-invalid", "structure", 400,
        "The type of this choice element is not one that R4 allows here, or its name lacks the type.", "Use one of the allowed types.");

    public static readonly IssueDefinition ChoiceRepeated = Refusal("choice-repeated", "structure", 400,
        "A choice element (such as value[x] or deceased[x]) is given twice, in two types.", "Send it once, in one of the types.");

    public static readonly IssueDefinition NarrativeInvalid = Refusal("narrative-invalid", "structure", 400,
        "The narrative is not the XHTML that FHIR allows.", "Send a div of FHIR's XHTML subset or no narrative.");

    public static readonly IssueDefinition ContainedNested = Refusal("contained-nested", "invariant", 400,
        "A contained resource contains resources itself.", "Put all contained resources into the outermost one.");

    public static readonly IssueDefinition ParserRefusal = Refusal("parser-refusal", "structure", 400,
        "The resource cannot be read as FHIR R4.", "Check it with an R4 validator.");

    public static readonly IssueDefinition Invariant = Refusal("invariant", "invariant", 400,
        "One of R4's own rules is broken.", "The text of the issue names the rule.");

    public static readonly IssueDefinition ModifierExtension = Refusal("modifier-extension", "extension", 422,
        "A modifierExtension changes the meaning of its element in a way that this server does not understand.", "Send the record without it.");

    public static readonly IssueDefinition ImplicitRules = Refusal("implicit-rules", "not-supported", 422,
        "The resource was written under implicit rules that this server does not know.", "Send it without implicitRules.");
}
