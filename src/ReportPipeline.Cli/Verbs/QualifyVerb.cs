using System.CommandLine;
using ReportPipeline.Cli.Qualification;
using ReportPipeline.Custody.Signing;

namespace ReportPipeline.Cli.Verbs;

/// <summary><c>qualify</c>: installation and operational qualification of what is installed, with a signed protocol.</summary>
internal static class QualifyVerb
{
    public const string Document = "qualification.docx";

    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for the protocol, its signature and the public key.", DefaultValueFactory = _ => new DirectoryInfo("qualification") };
        var program = new Option<DirectoryInfo>("--program") { Description = "Folder of the unpacked package to qualify; the program beside this tool when omitted." };
        var deployed = new Option<string?>("--url") { Description = "Address of a deployed system that must be alive and run the same version." };
        var key = new Option<FileInfo>("--key") { Description = "Private key (P-256, PEM) that signs the protocol; without it one is made for this run." };
        program.AcceptExistingOnly();
        key.AcceptExistingOnly();
        var verb = CommandLine.Verb("qualify",
            "Checks the installation, runs known answers and the sample trial through the program on a storage of its own, and writes a signed Word protocol. Exit code 1 when a step failed.",
            $"{CommandLine.Tool} qualify --program ./unpacked --url https://func-msc-test.example --key signing.pem --out ./qualification");
        verb.Add(output);
        verb.Add(program);
        verb.Add(deployed);
        verb.Add(key);
        verb.SetAction(async (parsed, cancellation) =>
        {
            if (ReadKey(parsed.GetValue(key)) is not { } signing)
            {
                await Console.Error.WriteLineAsync("--key: the file holds no private key on the curve P-256 in PEM.");
                return CommandLine.NotUsable;
            }

            var address = parsed.GetValue(deployed);
            if (!Uri.TryCreate(address, UriKind.Absolute, out var url) && address is not null)
            {
                await Console.Error.WriteLineAsync("--url: not an address such as https://func-msc-test.example.");
                return CommandLine.NotUsable;
            }

            var order = new QualificationOrder(parsed.GetValue(program)?.FullName ?? AppContext.BaseDirectory, SampleProtocol.File, signing)
            {
                Deployed = url,
            };
            return await RunAsync(order, parsed.GetRequiredValue(output), cancellation);
        });
        return verb;
    }

    private static SigningKey? ReadKey(FileInfo? file)
    {
        if (file is null)
            return SigningKey.Create();
        try
        {
            return SigningKey.FromPem(File.ReadAllText(file.FullName));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static async Task<int> RunAsync(QualificationOrder order, DirectoryInfo output, CancellationToken cancellation)
    {
        var record = await QualificationRun.RunAsync(order, Console.WriteLine, cancellation);
        foreach (var step in record.Steps)
            Console.WriteLine($"{(step.Passed ? "passed" : "FAILED")}  {step.Id}  {step.What}{(step.Passed ? "" : $": expected {step.Expected}, found {step.Found}")}");
        var document = QualificationDocument.Write(record, TimeProvider.System.GetUtcNow());
        output.Create();
        await WriteAsync(Document, document);
        await WriteAsync($"{Document}.sig", order.Key.Sign(document));
        await WriteAsync(VerifyVerb.KeyFile, System.Text.Encoding.ASCII.GetBytes(order.Key.Verification.ToPem()));
        Console.WriteLine($"{(record.Passed ? "Qualified" : "Not qualified")}: {Path.Combine(output.FullName, Document)}");
        return record.Passed ? CommandLine.Done : CommandLine.Failed;

        Task WriteAsync(string name, byte[] bytes) => File.WriteAllBytesAsync(Path.Combine(output.FullName, name), bytes, cancellation);
    }
}
