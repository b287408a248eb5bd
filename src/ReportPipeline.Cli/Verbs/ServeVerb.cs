using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ReportPipeline.Cli.FunctionApp;

namespace ReportPipeline.Cli.Verbs;

/// <summary><c>serve</c>: the whole pipeline on this machine until Ctrl-C.</summary>
internal static class ServeVerb
{
    /// <summary>The port of the Functions host on developers' machines.</summary>
    public const int UsualPort = 7071;

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Where to listen; another port when it is busy.", DefaultValueFactory = _ => UsualPort };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > IPEndPoint.MaxPort)
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--port must be from 1 to {IPEndPoint.MaxPort}."));
        });
        var schedule = new Option<string>("--schedule")
        {
            Description = "When the analyses run: six fields, seconds first, UTC.",
            DefaultValueFactory = _ => "0 */5 * * * *",
        };
        var protocol = new Option<FileInfo>("--protocol")
        {
            Description = "The trial's protocol.",
            DefaultValueFactory = _ => new FileInfo(SampleProtocol.File),
        };
        protocol.AcceptExistingOnly();
        var data = LocalFolder.Option();
        var verb = CommandLine.Verb("serve",
            "Runs Azurite, the function app and its schedule until Ctrl-C. What was received is there again the next time.",
            $"{CommandLine.Tool} serve --port 7071 --schedule \"0 * * * * *\"");
        verb.Add(port);
        verb.Add(schedule);
        verb.Add(protocol);
        verb.Add(data);
        verb.SetAction((parsed, cancellation) =>
        {
            var folder = new LocalFolder(parsed.GetRequiredValue(data));
            var start = new LocalPipelineStart(
                folder.Blobs, folder.Keys, parsed.GetRequiredValue(protocol).FullName, text => Console.WriteLine(text))
            {
                Schedule = parsed.GetRequiredValue(schedule),
                Port = FreeOrAnother(parsed.GetRequiredValue(port)),
            };
            return ServeAsync(start, cancellation);
        });
        return verb;
    }

    private static async Task<int> ServeAsync(LocalPipelineStart start, CancellationToken cancellation)
    {
        await using var pipeline = await LocalPipeline.StartAsync(start, cancellation);
        Console.WriteLine($"Listening on {pipeline.App.Address}, analyses at '{start.Schedule}' (UTC). Ctrl-C ends it.");
        foreach (var line in DeskLinks.Lines(pipeline.App.Address, start.ProtocolFile))
            Console.WriteLine(line);
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("Stopping");
        }

        return CommandLine.Done;
    }

    private static int? FreeOrAnother(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return port;
        }
        catch (SocketException)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Port {port} is busy: taking another one."));
            return null;
        }
    }
}
