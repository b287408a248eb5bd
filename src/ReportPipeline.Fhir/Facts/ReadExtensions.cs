using System.Globalization;
using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Facts;

/// <summary>The values of the extensions that the trial reads. What cannot be read is asked about, never passed over.</summary>
internal static class ReadExtensions
{
    /// <summary>Every value of the type; the sender is asked about one without a value, or with another type's.</summary>
    public static IReadOnlyList<(T Value, string Element)> All<T>(AdverseEvent adverseEvent, string url, string? term, FactContext context)
        where T : DataType
    {
        var found = new List<(T, string)>();
        for (var i = 0; i < adverseEvent.Extension.Count; i++)
        {
            if (adverseEvent.Extension[i].Url != url)
            {
                continue;
            }

            var element = string.Create(CultureInfo.InvariantCulture, $".extension[{i}]");
            if (adverseEvent.Extension[i].Value is T value)
            {
                found.Add((value, element));
            }
            else
            {
                context.Ask(TrialIssues.ExtensionUnusable, element, term);
            }
        }

        return found;
    }

    /// <summary>The one value, null when there is none; the sender is asked about several that differ.</summary>
    /// <param name="text">What is compared, for example the date's own text; null for a value without content.</param>
    public static (T Value, string Element)? One<T>(AdverseEvent adverseEvent, string url, string? term, FactContext context, Func<T, object?> text)
        where T : DataType
    {
        var found = All<T>(adverseEvent, url, term, context);
        for (var i = 0; i < found.Count; i++)
        {
            if (text(found[i].Value) is not { } content || !content.Equals(text(found[0].Value)))
            {
                context.Ask(TrialIssues.ExtensionUnusable, found[i].Element, term);
                return null;
            }
        }

        return found.Count == 0 ? null : found[0];
    }
}
