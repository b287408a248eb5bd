using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Results;

/// <summary>
/// Writes results as <see cref="JsonSerializer"/> would, on all processors: the results of a large trial are gigabytes, and one processor
/// writes a hundred megabytes a second. What is between the rows is small and is written as it is; the rows go in between, a thousand at a time.
/// </summary>
internal static class ResultJson
{
    /// <summary>Of the items that are written together, in ids of a source set, of which a line takes 26 bytes: a megabyte.</summary>
    private const int WeightOfChunk = 32_768;

    /// <summary>Of a row or a resource version: some hundred bytes.</summary>
    private const int UsualWeight = 32;

    private static readonly JsonWriterOptions Format = new()
    {
        Indented = TrialJson.Indented.WriteIndented,
        NewLine = TrialJson.Indented.NewLine,
        Encoder = TrialJson.Indented.Encoder,
    };

    public static void Write(AnalysisResults results, Stream stream)
    {
        var frame = JsonSerializer.SerializeToUtf8Bytes(WithoutItems(results), TrialJson.Indented).AsSpan();
        Splice(stream, ref frame, "\n  \"rows\": ["u8, new Items<AnalysisResult>(results.Rows, _ => UsualWeight, Serialize));
        Splice(stream, ref frame, "\n  \"sourceSets\": {"u8, new Items<KeyValuePair<string, ImmutableArray<string>>>(results.SourceSets, set => 1 + set.Value.Length, SerializeProperty));
        Splice(stream, ref frame, "\n  \"sourceVersions\": {"u8, new Items<KeyValuePair<string, SourceReference>>(results.SourceVersions, _ => UsualWeight, SerializeProperty));
        stream.Write(frame);
    }

    private static AnalysisResults WithoutItems(AnalysisResults results) => results with
    {
        Rows = [],
        SourceSets = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty,
        SourceVersions = ImmutableSortedDictionary<string, SourceReference>.Empty,
    };

    private static void Serialize<T>(Utf8JsonWriter writer, T item) => JsonSerializer.Serialize(writer, item, TrialJson.Indented);

    private static void SerializeProperty<T>(Utf8JsonWriter writer, KeyValuePair<string, T> item)
    {
        writer.WritePropertyName(item.Key);
        Serialize(writer, item.Value);
    }

    // The opening cannot stand inside a text: JSON has no line feed there.
    private static void Splice<T>(Stream stream, ref Span<byte> frame, ReadOnlySpan<byte> opening, Items<T> items)
    {
        var inside = frame.IndexOf(opening) + opening.Length;
        stream.Write(frame[..inside]);
        frame = frame[inside..];
        if (items.WriteTo(stream, inObject: opening[^1] == '{'))
        {
            stream.Write("\n  "u8);
        }
    }

    /// <summary>What stands in one array or object of the results.</summary>
    private sealed record Items<T>(IEnumerable<T> All, Func<T, int> WeightOf, Action<Utf8JsonWriter, T> Write)
    {
        /// <returns>Whether there was anything to write.</returns>
        public bool WriteTo(Stream stream, bool inObject)
        {
            var any = false;
            // Used again and again: beside a large trial there is no memory for texts by the gigabyte.
            ArrayBufferWriter<byte>[] texts = [.. Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(_ => new ArrayBufferWriter<byte>())];
            foreach (var chunks in Chunks().Chunk(texts.Length))
            {
                var beginnings = new int[chunks.Length];
                Parallel.For(0, chunks.Length, index => beginnings[index] = WriteTo(texts[index], chunks[index], inObject));
                for (var index = 0; index < chunks.Length; index++)
                {
                    stream.Write(any ? ","u8 : []);
                    stream.Write(texts[index].WrittenSpan[beginnings[index]..]);
                    any = true;
                }
            }

            return any;
        }

        // A source set of a large trial is megabytes, one of a listing some bytes.
        private IEnumerable<T[]> Chunks()
        {
            var chunk = new List<T>();
            var weight = 0;
            foreach (var item in All)
            {
                chunk.Add(item);
                weight += WeightOf(item);
                if (weight >= WeightOfChunk)
                {
                    yield return [.. chunk];
                    chunk.Clear();
                    weight = 0;
                }
            }

            if (chunk.Count > 0)
            {
                yield return [.. chunk];
            }
        }

        /// <summary>The items, as deep in arrays and objects as in the results.</summary>
        /// <returns>How many bytes that depth takes, which are not part of the results.</returns>
        private int WriteTo(ArrayBufferWriter<byte> text, T[] chunk, bool inObject)
        {
            text.ResetWrittenCount();
            using var writer = new Utf8JsonWriter(text, Format);
            writer.WriteStartObject();
            writer.WritePropertyName("items");
            if (inObject)
            {
                writer.WriteStartObject();
            }
            else
            {
                writer.WriteStartArray();
            }

            writer.Flush();
            var beginning = text.WrittenCount;
            foreach (var item in chunk)
            {
                Write(writer, item);
            }

            writer.Flush();
            return beginning;
        }
    }
}
