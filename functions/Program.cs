using ReportPipeline.Functions;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Settings;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Functions.WebDesk;

var builder = WebApplication.CreateSlimBuilder(Startup.Options(args));
var problems = new List<string>();
if (SettingsReader.Read(builder.Configuration, builder.Environment, problems) is not { } settings)
    return Startup.Refuse(problems);

// The framework's request log would quote addresses as sent.
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Logging.AddStructuredConsole(settings.HostMode);
builder.WebHost.Configure(settings);
builder.Services.AddPipeline(settings);
builder.Services.AddAccess(settings);
builder.Services.AddDesk(settings);
builder.Services.AddTelemetry(settings.Telemetry);
builder.Services.AddRuns(settings, builder.Configuration);

var app = builder.Build();
Startup.Warn(app.Logger, settings.Protocol.Warnings);
app.UseMiddleware<RequestSpans>();
app.Use(DeskGuard.UseOutsideAddressAsync);
app.Use(DeskGuard.UseHeadersAsync);
app.UseMiddleware<Faults>();
app.UseStatusCodePages(context => ErrorAnswer.WriteAsync(context.HttpContext, EdgeError.Of(context.HttpContext.Response.StatusCode)));
app.Use(Heads.UseAsync);
app.UseRouting();
app.UseAuthentication();
app.Use(DeskSession.UseAsync);
app.UseAuthorization();
app.UseRateLimiter();

Liveness.Map(app);
Readiness.Map(app);
Metadata.Map(app);
IngestBundle.Map(app);
ValidateBundle.Map(app);
GetReceipt.Map(app);
GetQueries.Map(app);
GetCompleteness.Map(app);
ListReports.Map(app);
GetReport.Map(app);
GetManifest.Map(app);
GetManifestSignature.Map(app);
GetVerificationKey.Map(app);
GetResults.Map(app);
GetActs.Map(app);
SignReport.Map(app);
ReleaseReport.Map(app);
GetStatus.Map(app);
QueryAudit.Map(app);
ExportAudit.Map(app);
GetDecisions.Map(app);
SignDecisions.Map(app);
ServeDesk.Map(app);
RunAnalyses.Map(app, settings.HostMode);

await app.RunAsync();
return 0;
