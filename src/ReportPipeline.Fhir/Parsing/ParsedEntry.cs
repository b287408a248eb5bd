using Hl7.Fhir.Model;

namespace ReportPipeline.Fhir.Parsing;

/// <summary>One entry of a bundle after the parser.</summary>
/// <param name="Index">The sender's own zero-based index.</param>
/// <param name="Entry">Null when nothing usable came out: an object with a fatal issue is garbled and never used.</param>
internal sealed record ParsedEntry(int Index, Bundle.EntryComponent? Entry)
{
    public Resource? Resource { get; } = LooseElements.ResourceOf(Entry);

    /// <summary>A number of the entry could not be kept digit by digit.</summary>
    public bool HasInexactNumbers { get; init; }
}

/// <summary>The Bundle's own elements and its entries.</summary>
internal sealed record ParsedBundle(Bundle? Root, IReadOnlyList<ParsedEntry> Entries);
