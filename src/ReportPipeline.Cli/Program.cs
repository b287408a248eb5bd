using System.CommandLine;
using ReportPipeline.Cli.Verbs;

var root = new RootCommand("ReportPipeline: from two hospitals' FHIR bundles to the committee's Word report.")
{
    DemoVerb.Create(),
    ServeVerb.Create(),
    SubmitVerb.Create(),
    AuditVerb.Create(),
    TokenVerb.Create(),
    SimulateVerb.Create(),
    LedgerVerb.Create(),
    TraceVerb.Create(),
    QualifyVerb.Create(),
    VerifyVerb.Create(),
    ReplayVerb.Create(),
    StatsVerb.Create(),
};
return await CommandLine.RunAsync(root, args);
