using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Dataset.Casebooks;

/// <summary>
/// What ties records together: a resource, because its versions supersede each other; a subject; and a Patient resource that
/// other records refer to. Everything that shares an anchor belongs to one casebook. Nothing ties records of two hospitals.
/// </summary>
public static class Anchor
{
    /// <summary>Sorts after every subject, so that a casebook with a subject is named by it.</summary>
    private const string ResourceMark = "~";

    /// <summary>The anchors of a fact by name, the resource first.</summary>
    public static IEnumerable<string> Of(ClinicalFact fact)
    {
        yield return Of(fact.Source.Resource);
        if (fact.Link.Subject is { } subject)
        {
            yield return Of(subject, fact.Source.Site);
        }

        if (fact.Link.PatientKey is { } patient)
        {
            yield return Of(new ResourceIdentity(fact.Source.Site, "Patient", patient));
        }
    }

    /// <summary>The anchors of a question by name, the resource first.</summary>
    public static IEnumerable<string> Of(DataQuery query)
    {
        yield return Of(query.Source.Resource);
        if (query.Subject is { } subject)
        {
            yield return Of(subject, query.Source.Site);
        }
    }

    public static string Of(ResourceIdentity resource) => $"{ResourceMark}{resource.Site}/{resource.Type}/{resource.Key}";

    public static string Of(SubjectId subject, string site) => $"{subject}@{site}";

    /// <summary>
    /// The first 64 bits of SHA-256 of the name. Two names that collide tie their casebooks together, which changes nothing:
    /// a casebook of two subjects derives to the same records as two casebooks.
    /// </summary>
    public static ulong Hash(string anchor)
    {
        Span<byte> name = stackalloc byte[Encoding.UTF8.GetMaxByteCount(anchor.Length)];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(name[..Encoding.UTF8.GetBytes(anchor, name)], hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
