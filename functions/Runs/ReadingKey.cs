using System.Security.Cryptography;
using System.Text;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// Names what facts depend on beside the bytes: the protocol, the software and the pseudonym key. When one of them
/// changes, everything is read again under another key; nothing is overwritten.
/// </summary>
public sealed record ReadingKey(string Value)
{
    public static ReadingKey Of(string protocolHash, string softwareVersion, string pseudonymKeyId) =>
        new(Hash($"reading|{protocolHash}|{softwareVersion}|{pseudonymKeyId}"));

    /// <summary>Id of the run that reads so at the ledger head.</summary>
    public string RunAt(string ledgerHead) => Hash($"run|{ledgerHead}|{Value}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
