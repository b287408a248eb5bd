using System.Security.Cryptography;
using System.Text;

namespace ReportPipeline.Trial.Documents;

/// <summary>The tag of the content control around a printed number.</summary>
/// <remarks>
/// Word keeps at most 64 characters. An id that is longer is represented by <c>sha256:</c> and the first 40 hexadecimal digits of
/// its hash, which a verifier that holds the results can look up.
/// </remarks>
public static class ResultTag
{
    private const int WordLimit = 64;

    public static string Of(string resultId) => resultId.Length <= WordLimit
        ? resultId
        : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(resultId)))[..40];
}
