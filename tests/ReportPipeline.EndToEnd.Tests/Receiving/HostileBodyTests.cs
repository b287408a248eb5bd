using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ReportPipeline.Tests.Receiving;

/// <summary>Hostile input over HTTP: refused with a reason, never a 5xx, never more than the memory cap, never a hang.</summary>
[Collection(ReceivingTests.Name)]
public sealed class HostileBodyTests(ReceivingApps apps)
{
    /// <summary>
    /// The most that the process may ever have held: the largest inflated body (16 MiB) is held once as bytes and a few
    /// times as objects, by the four senders of the test at once, above the 120 MiB or so of the idle program.
    /// </summary>
    private const long MemoryCapMebibytes = 768;

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Names() => [.. HostileBodies.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Post_HostileBody_RefusedWithItsReason(string name)
    {
        var hostile = HostileBodies.All[name];
        using var client = Client();

        using var answer = await ReceivingApps.PostAsync(client, hostile.Body(), hostile.MediaType);

        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(hostile.Status, text[..Math.Min(text.Length, 500)]);
        // The answer follows the format of the request.
        text.ShouldContain(hostile.Code);
        text.ShouldContain("OperationOutcome");
        text.Length.ShouldBeLessThan(5_000_000);
    }

    [Fact]
    public async Task Post_ByteOrderMark_IsTaken()
    {
        using var client = Client();

        using var answer = await ReceivingApps.PostAsync(client, [0xEF, 0xBB, 0xBF, .. ReceivingApps.Collection("bom")]);

        ((int)answer.StatusCode).ShouldBe(200);
    }

    [Theory]
    [InlineData(-20)]
    [InlineData(20)]
    public async Task Post_ContentLengthThatDoesNotMatch_NeverTaken(int difference)
    {
        var body = ReceivingApps.Collection($"length-{difference}");
        var head = string.Create(CultureInfo.InvariantCulture,
            $"POST /api/fhir HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {apps.Token(ReceivingApps.North)}\r\nContent-Type: application/fhir+json\r\nContent-Length: {body.Length + difference}\r\n\r\n");
        using var socket = new TcpClient();
        await socket.ConnectAsync(apps.Punctual.Address.Host, apps.Punctual.Address.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(body);
        socket.Client.Shutdown(SocketShutdown.Send);

        var answer = await AnswerOrNoneAsync(stream);

        // Too short a length cuts the JSON; too long a one leaves the body incomplete and the connection without an answer.
        (answer.Length == 0 || answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal)).ShouldBeTrue(answer);
    }

    [SkippableFact]
    public async Task Post_EveryHostileBodyFourAtATime_MemoryStaysUnderTheCap()
    {
        var status = $"/proc/{apps.Punctual.ProcessId}/status";
        Skip.IfNot(File.Exists(status), "The peak memory of a process is read from /proc, which only Linux has.");
        var bodies = HostileBodies.All.Values.Select(hostile => (hostile.MediaType, Body: hostile.Body())).ToList();

        await Parallel.ForEachAsync(bodies.Concat(bodies), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (hostile, _) =>
        {
            using var client = Client();
            using var answer = await ReceivingApps.PostAsync(client, hostile.Body, hostile.MediaType);
            ((int)answer.StatusCode).ShouldBeInRange(400, 499);
        });

        PeakMebibytes(status).ShouldBeLessThan(MemoryCapMebibytes);
    }

    private static long PeakMebibytes(string status)
    {
        var peak = File.ReadLines(status).Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>Mutations of valid bundles over HTTP, kept or only judged; <c>MutationTests</c> takes twenty thousand through the intake alone.</summary>
    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task Post_MutatedBundlesFourAtATime_AnsweredBelow500AndMemoryStaysUnderTheCap()
    {
        var status = $"/proc/{apps.Punctual.ProcessId}/status";
        Skip.IfNot(File.Exists(status), "The peak memory of a process is read from /proc, which only Linux has.");
        var count = Environment.GetEnvironmentVariable("REPORTPIPELINE_SOAK") == "full" ? 4_000 : 400;

        await Parallel.ForEachAsync(BundleMutations.Of(seed: 20201103, count), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (mutated, _) =>
        {
            using var client = Client();
            var content = new ByteArrayContent(mutated.Body);
            content.Headers.ContentType = new(mutated.IsXml ? "application/fhir+xml" : "application/fhir+json");
            using var answer = await client.PostAsync(mutated.Body.Length % 2 == 0 ? "/api/fhir" : "/api/fhir/Bundle/$validate", content, CancellationToken.None);
            ((int)answer.StatusCode).ShouldBeOneOf([200, 400, 412, 413, 422], mutated.Name);
        });

        PeakMebibytes(status).ShouldBeLessThan(MemoryCapMebibytes);
    }

    /// <summary>What follows the body's declared end is no request: the program may answer and reset the connection at once.</summary>
    private static async Task<string> AnswerOrNoneAsync(NetworkStream stream)
    {
        using var limit = new CancellationTokenSource(LongestAnswer);
        using var reader = new StreamReader(stream);
        try
        {
            return await reader.ReadToEndAsync(limit.Token);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private HttpClient Client()
    {
        var client = apps.Client(apps.Punctual);
        client.Timeout = LongestAnswer;
        return client;
    }
}
