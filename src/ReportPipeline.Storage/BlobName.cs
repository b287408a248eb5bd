namespace ReportPipeline.Storage;

/// <summary>What may be asked of storage as a blob's name. Names reach it from addresses that a caller wrote.</summary>
internal static class BlobName
{
    /// <summary>
    /// True for parts joined by '/', none of them empty, "." or "..": an address library resolves those, and the name
    /// would then point into another container.
    /// </summary>
    public static bool IsPlain(string name) =>
        name.Length <= 1024
        && !name.Any(character => character is '\\' || char.IsControl(character))
        && name.Split('/').All(part => part is not ("" or "." or ".."));
}
