using System.Diagnostics;
using System.Text;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Responses;
using ReportPipeline.Tests;

namespace ReportPipeline.Fhir.Tests;

/// <summary>Bundles derived from valid ones by small damages: never an exception, never a hang, always an answer.</summary>
public class MutationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [Fact]
    public void Examine_MutatedBundles_AlwaysAnswers() => Run(seed: 20201103, count: 600);

    [Fact]
    [Trait("Category", "Soak")]
    public void Examine_TwentyThousandMutatedBundles_AlwaysAnswers() => Run(seed: 7, count: 20_000);

    private static void Run(int seed, int count)
    {
        foreach (var mutated in BundleMutations.Of(seed, count))
            Answer(mutated.Body, mutated.IsXml ? BundleFormat.Xml : BundleFormat.Json, mutated.Name);
    }

    private static void Answer(byte[] body, BundleFormat format, string which)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            var result = TestTrial.Examine(body, format);
            _ = OperationOutcomes.Write(result.Issues, BundleFormat.Json);
            if (result.Accepted)
            {
                _ = ResponseBundles.Write(result, "receipt", PreferredReturn.Representation, BundleFormat.Xml);
            }
            else
            {
                result.HttpStatus.ShouldBeOneOf(400, 412, 413, 422);
                result.Facts.ShouldBeEmpty();
            }
        }
        catch (Exception exception) when (exception is not ShouldAssertException)
        {
            throw new InvalidOperationException($"{which}\n{Encoding.UTF8.GetString(body)}", exception);
        }

        watch.Elapsed.ShouldBeLessThan(Patience, which);
    }
}
