using ReportPipeline.Storage;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Runs;

/// <param name="Protocol">A reading without problems.</param>
/// <param name="Reading">Key under which facts and runs are stored.</param>
/// <param name="SoftwareVersion">Version of this program, part of every run's identity.</param>
/// <param name="WriteReports">Every document of a run, as it is stored.</param>
public sealed record RunSettings(
    ProtocolReading Protocol,
    ReadingKey Reading,
    string SoftwareVersion,
    Func<TrialProtocol, AnalysisResults, IEnumerable<Artefact>> WriteReports);
