using System.Collections.Immutable;

namespace ReportPipeline.Fhir.Gate;

/// <summary>What the gate learnt from one pass over the body.</summary>
/// <param name="Type">Bundle.type as sent; null when it is missing or no string.</param>
/// <param name="Entries">One per entry, in order.</param>
/// <param name="Open">True when the body may be parsed in full.</param>
internal sealed record GateResult(string? Type, ImmutableArray<EntrySlice> Entries, bool Open)
{
    /// <summary>JSON only: the Bundle without its entries.</summary>
    public ReadOnlyMemory<byte> Root { get; init; }

    public static GateResult Shut { get; } = new(null, [], false);
}

/// <summary>Where an entry lies in a JSON body, and what could be seen of it in passing.</summary>
/// <param name="Bytes">The entry's own bytes; empty in XML.</param>
/// <param name="Parse">False when the entry must not be handed to the parser.</param>
internal sealed record EntrySlice(ReadOnlyMemory<byte> Bytes, bool Parse)
{
    /// <summary>JSON only: a number has more digits than a decimal holds.</summary>
    public bool HasLongNumbers { get; init; }

    /// <summary>XML only: numerals with more digits than a decimal holds; they matter if they turn out to be decimals.</summary>
    public ImmutableArray<string> LongNumerals { get; init; } = [];
}
