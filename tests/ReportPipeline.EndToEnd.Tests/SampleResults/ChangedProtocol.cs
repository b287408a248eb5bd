using System.Text;
using System.Text.Json.Nodes;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.SampleResults;

/// <summary>A shipped protocol with a slip of the pen, and the results of its trial under it.</summary>
internal static class ChangedProtocol
{
    public static ProtocolReading Read(string file, Action<JsonArray> changeEndpoints)
    {
        var protocol = JsonNode.Parse(File.ReadAllText(Repository.PathOf("protocols", file)))!;
        changeEndpoints(protocol["endpoints"]!.AsArray());
        return ProtocolFile.Read(Encoding.UTF8.GetBytes(protocol.ToJsonString()), name => File.ReadAllBytes(Repository.PathOf("protocols", name)));
    }

    public static JsonObject Endpoint(this JsonArray endpoints, string id) => endpoints.Single(endpoint => (string)endpoint!["id"]! == id)!.AsObject();

    /// <summary>The trial's own records, analysed under the changed protocol.</summary>
    public static AnalysisResults Analyse(SampleOutcome trial, ProtocolReading reading) =>
        EndpointAnalyses.Run(reading.Protocol!, reading.Decisions!, trial.Dataset, trial.Results.Identity);
}
