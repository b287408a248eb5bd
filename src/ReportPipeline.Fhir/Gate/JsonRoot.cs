namespace ReportPipeline.Fhir.Gate;

/// <summary>Builds the Bundle without its entries, so that the root and every entry can be parsed by themselves.</summary>
internal static class JsonRoot
{
    public static ReadOnlyMemory<byte> Without(ReadOnlyMemory<byte> body, IReadOnlyCollection<Range> properties)
    {
        using var root = new MemoryStream();
        root.WriteByte((byte)'{');
        foreach (var property in properties)
        {
            if (root.Length > 1)
            {
                root.WriteByte((byte)',');
            }

            root.Write(body[property].Span);
        }

        root.WriteByte((byte)'}');
        return root.ToArray();
    }
}
