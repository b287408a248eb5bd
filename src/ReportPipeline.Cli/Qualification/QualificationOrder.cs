using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Custody.Signing;

namespace ReportPipeline.Cli.Qualification;

/// <summary>What is to be qualified, and how the protocol is signed.</summary>
/// <param name="ProgramFolder">Folder of the program: the unpacked package, or the build folder.</param>
/// <param name="ProtocolFile">The sample trial's protocol: its figures are the known answers.</param>
/// <param name="Key">Signs the protocol.</param>
internal sealed record QualificationOrder(string ProgramFolder, string ProtocolFile, SigningKey Key)
{
    /// <summary>Address of a deployed system that shall run the same version; null for none.</summary>
    public Uri? Deployed { get; init; }

    /// <summary>The program in the folder: self-contained as published, or through the runtime that runs this tool.</summary>
    public FunctionAppProgram Program => ProgramFolder == AppContext.BaseDirectory
        ? FunctionAppProgram.BesideThisOne()
        : new FunctionAppProgram(Path.Combine(ProgramFolder, "ReportPipeline.Functions"), []);
}
