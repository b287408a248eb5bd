namespace ReportPipeline.Fhir.Intake;

public enum BundleFormat
{
    Json,
    Xml,
}

public static class BundleFormats
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The format of accepted bytes, from their first character: an accepted body is well-formed in one of the two.</summary>
    public static BundleFormat Of(ReadOnlySpan<byte> body)
    {
        var start = WithoutByteOrderMark(body).TrimStart(" \t\r\n"u8);
        return start.StartsWith("<"u8) ? BundleFormat.Xml : BundleFormat.Json;
    }

    internal static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> body) =>
        body.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;

    internal static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
}
