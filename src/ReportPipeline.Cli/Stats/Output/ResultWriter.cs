using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ReportPipeline.Statistics;

namespace ReportPipeline.Cli.Stats.Output;

/// <summary>
/// Writes a result as JSON. Numbers keep full round-trip precision. What is not estimable is null, and the object that
/// holds it ends with <c>notEstimable</c>: a map from property to reason.
/// </summary>
internal sealed class ResultWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter json;
    private readonly Stack<List<(string Property, string Reason)>> reasons = new();

    public ResultWriter()
    {
        json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Open();
    }

    /// <summary>Ends the result.</summary>
    public ReadOnlyMemory<byte> Complete()
    {
        Close();
        json.Flush();
        return buffer.WrittenMemory;
    }

    public void Text(string name, string value) => json.WriteString(name, value);

    public void Flag(string name, bool value) => json.WriteBoolean(name, value);

    public void Count(string name, long value) => json.WriteNumber(name, value);

    public void Number(string name, double value) => json.WriteNumber(name, value);

    public void Number(string name, Estimable<double> value)
    {
        if (value.IsEstimable) json.WriteNumber(name, value.Value);
        else NotEstimable(name, value.Reason!);
    }

    /// <summary>Null, with its reason.</summary>
    public void NotEstimable(string name, string reason)
    {
        json.WriteNull(name);
        reasons.Peek().Add((name, reason));
    }

    /// <summary><c>lower</c> and <c>upper</c>.</summary>
    public void Bounds(ConfidenceInterval interval)
    {
        Number("lower", interval.Lower);
        Number("upper", interval.Upper);
    }

    public void Texts(string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    public void Counts(string name, IEnumerable<long> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    public void Object(string name, Action write)
    {
        json.WritePropertyName(name);
        Item(write);
    }

    public void List<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items) Item(() => write(item));
        json.WriteEndArray();
    }

    public void Dispose() => json.Dispose();

    private void Item(Action write)
    {
        Open();
        write();
        Close();
    }

    private void Open()
    {
        json.WriteStartObject();
        reasons.Push([]);
    }

    private void Close()
    {
        var own = reasons.Pop();
        if (own.Count > 0)
        {
            json.WriteStartObject("notEstimable");
            foreach (var (property, reason) in own) json.WriteString(property, reason);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
