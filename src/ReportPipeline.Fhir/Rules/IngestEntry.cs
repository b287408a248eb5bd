using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Fhir.Parsing;

namespace ReportPipeline.Fhir.Rules;

/// <summary>An entry on its way through the rules.</summary>
internal sealed class IngestEntry(ParsedEntry parsed)
{
    public int Index => parsed.Index;

    public Bundle.EntryComponent? Entry => parsed.Entry;

    public Resource? Resource => parsed.Resource;

    public string? FullUrl { get; } = LooseElements.Text(parsed.Entry, "fullUrl");

    /// <summary>resource.id as sent.</summary>
    public string? SentId { get; } = LooseElements.Text(parsed.Resource, "id");

    public bool HasInexactNumbers => parsed.HasInexactNumbers;

    public string Path { get; } = ElementPath.Entry(parsed.Index);

    public string ResourcePath { get; } = ElementPath.Resource(parsed.Index);

    /// <summary>The id on this server, once the request rules have found it.</summary>
    public string? LogicalId { get; set; }

    /// <summary>Derived once, when it is first needed.</summary>
    public string? VersionId { get; set; }

    /// <summary>ifMatch without its quotes.</summary>
    public string? ExpectedVersion { get; set; }

    /// <summary>True when the sender names the resource (PUT, conditional POST, id in a collection), so that another entry can name it too.</summary>
    public bool IsNamed { get; set; }

    /// <summary>True for a POST with an ifNoneExist that names the resource.</summary>
    public bool IsConditional { get; set; }

    /// <summary>200 or 201.</summary>
    public int SuccessStatus { get; set; } = 201;
}
