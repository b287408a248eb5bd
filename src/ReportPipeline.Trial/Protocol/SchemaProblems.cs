using NJsonSchema.Validation;

namespace ReportPipeline.Trial.Protocol;

/// <summary>Words for the validator's findings: place, line and what to do.</summary>
internal static class SchemaProblems
{
    public static IEnumerable<string> Describe(ValidationError error)
    {
        if (error is ChildSchemaValidationError parent)
        {
            return parent.Errors.SelectMany(pair => pair.Value).SelectMany(Describe);
        }

        var place = "$" + error.Path?.TrimStart('#').Replace('/', '.');
        var line = error.HasLineInfo ? $" (line {error.LineNumber})" : string.Empty;
        return [$"{place}{line}: {Explain(error)}"];
    }

    private static string Explain(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.NoAdditionalPropertiesAllowed => "this field is not known here; remove it or correct its spelling.",
        ValidationErrorKind.PropertyRequired => "this field is required and missing.",
        ValidationErrorKind.NotInEnumeration =>
            $"allowed are {string.Join(", ", error.Schema.ActualSchema.Enumeration.Select(value => $"'{value}'"))}.",
        ValidationErrorKind.PatternMismatch => $"must match the pattern {error.Schema.ActualSchema.Pattern}.",
        ValidationErrorKind.StringExpected => "must be text.",
        ValidationErrorKind.NumberExpected or ValidationErrorKind.IntegerExpected => "must be a number.",
        ValidationErrorKind.BooleanExpected => "must be true or false.",
        ValidationErrorKind.ArrayExpected => "must be a list.",
        ValidationErrorKind.ObjectExpected => "must be an object.",
        ValidationErrorKind.TooFewItems => $"needs at least {error.Schema.ActualSchema.MinItems} items.",
        ValidationErrorKind.TooManyItems => $"may have at most {error.Schema.ActualSchema.MaxItems} items.",
        ValidationErrorKind.NumberTooSmall or ValidationErrorKind.NumberTooBig => "is out of range.",
        _ => $"is not valid ({error.Kind}).",
    };
}
