using ReportPipeline.Desk.Shell;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.WebDesk;

namespace ReportPipeline.Functions;

/// <summary>/api/desk and everything below it: the web pages. One function of the host, whose routes could not be told apart by length.</summary>
internal static class ServeDesk
{
    public static void Map(IEndpointRouteBuilder app)
    {
        SessionPages.Map(app);
        ReportPages.Map(app);
        OriginPages.Map(app);
        ActPages.Map(app);
        DecisionPages.Map(app);
        ReleasePages.Map(app);
        HospitalPages.Map(app);
        ValidationPages.Map(app);
        OperationPages.Map(app);
        app.Map($"{DeskAddress.Root}/{{**path}}", context => ErrorAnswer.WriteAsync(context, EdgeError.NotFound)).AllowAnonymous();
    }
}
