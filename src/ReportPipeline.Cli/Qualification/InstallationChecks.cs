using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Cli.Qualification;

/// <summary>Is what has been installed complete, readable and the version it says?</summary>
internal static class InstallationChecks
{
    public static IEnumerable<QualificationStep> Run(QualificationOrder order)
    {
        yield return new QualificationStep("IQ-01", "Runtime", ".NET 10, 64 bits",
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.OSDescription}",
            Environment.Version.Major == 10 && Environment.Is64BitProcess);
        yield return Functions(order.ProgramFolder);
        var reading = ProtocolFile.Load(order.ProtocolFile);
        yield return new QualificationStep("IQ-03", "Trial protocol and its decision list", "read, without a problem or a warning",
            reading.Protocol is { } protocol ? string.Join("; ", [$"{protocol.Id} {protocol.Version}, SHA-256 {reading.Hash}", .. reading.Warnings]) : string.Join("; ", reading.Problems),
            reading.Problems.IsEmpty && reading.Warnings.IsEmpty);
        yield return Signing(order.Key);
    }

    /// <summary>The program's files and their hashes, for the protocol's annex.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "ReportPipeline.*.dll").Concat(Directory.EnumerateFiles(folder, "host.json"))
            .Order(StringComparer.Ordinal)
            .Select(file => KeyValuePair.Create(Path.GetFileName(file), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))))];

    /// <summary>Published beside the program; absent when the program runs from its build folder, which has no host either.</summary>
    private static QualificationStep Functions(string folder)
    {
        var described = Directory.EnumerateDirectories(folder).Select(one => Path.Combine(one, "function.json")).Where(File.Exists).ToList();
        var broken = described.Where(file => !IsJson(file)).Select(file => Path.GetFileName(Path.GetDirectoryName(file)));
        var published = File.Exists(Path.Combine(folder, "host.json")) && described.Count > 0;
        return new QualificationStep("IQ-02", "Files of the program",
            "the program's library; when published for the Functions host, host.json and one function.json per function",
            string.Create(CultureInfo.InvariantCulture, $"{Files(folder).Count} files listed in the annex, {(published ? $"{described.Count} functions" : "not published: run from the build folder")}"),
            File.Exists(Path.Combine(folder, "ReportPipeline.Functions.dll")) && !broken.Any());
    }

    private static bool IsJson(string file)
    {
        try
        {
            using var _ = JsonDocument.Parse(File.ReadAllBytes(file));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static QualificationStep Signing(SigningKey key)
    {
        var (text, other) = ("qualification"u8.ToArray(), "Qualification"u8.ToArray());
        var signature = key.Sign(text);
        return new QualificationStep("IQ-04", "Signing key", "its signature verifies over the signed bytes and over no others",
            $"key {key.Verification.KeyId}", key.Verification.Verify(text, signature) && !key.Verification.Verify(other, signature));
    }
}
