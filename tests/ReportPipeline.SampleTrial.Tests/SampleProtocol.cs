using ReportPipeline.Tests;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.SampleTrial.Tests;

/// <summary>The first trial's protocol, as it is in the repository.</summary>
internal static class SampleProtocol
{
    public static ProtocolReading Reading { get; } = ProtocolFile.Load(Repository.PathOf("protocols", "msc-covid19.json"));

    public static TrialProtocol Protocol => Reading.Protocol ?? throw new InvalidOperationException(string.Join('\n', Reading.Problems));
}
