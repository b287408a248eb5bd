using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using ReportPipeline.Cli.FunctionApp;

namespace ReportPipeline.Tests.Observability;

/// <summary>
/// A stand-in for an OpenTelemetry collector: takes OTLP over HTTP and keeps every byte. Protocol buffers carry text as plain UTF-8,
/// so searching the bytes finds whatever a name, a tag, an event or a resource holds.
/// </summary>
internal sealed class TelemetryCollector : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<(string Path, byte[] Body)> received = new();
    private readonly Task receiving;

    public TelemetryCollector()
    {
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FunctionAppProcess.FreePort()}");
        listener.Prefixes.Add(Address + "/");
        listener.Start();
        receiving = ReceiveAsync();
    }

    public string Address { get; }

    /// <summary>The environment of a program that shall export here.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("OTEL_EXPORTER_OTLP_ENDPOINT", Address),
        new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        new("OTEL_METRIC_EXPORT_INTERVAL", "1000"),
        new("OTEL_BSP_SCHEDULE_DELAY", "500"),
    ];

    /// <summary>Everything received as text; bytes that are no text become replacement characters.</summary>
    public string Text(string path) =>
        string.Join('\n', received.Where(message => message.Path == path).Select(message => Encoding.UTF8.GetString(message.Body)));

    public string Traces => Text("/v1/traces");

    public string Metrics => Text("/v1/metrics");

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await receiving;
        listener.Close();
    }

    private async Task ReceiveAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                received.Enqueue((context.Request.Url!.AbsolutePath, body.ToArray()));
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
