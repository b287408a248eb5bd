using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using ReportPipeline.Desk.Access;
using ReportPipeline.Desk.Language;
using ReportPipeline.Desk.Shell;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Settings;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>Sends pages: the model inside the frame of the reader's language and role.</summary>
internal sealed class DeskAnswers(DeskRendering rendering, IAntiforgery forms, TrialProtocol protocol, PipelineSettings settings)
{
    public async Task SendAsync<TPage, TModel>(HttpContext context, TModel model)
        where TPage : DeskPage<TModel>
    {
        var html = await rendering.RenderAsync<TPage, TModel>(FrameOf(context), model);
        await context.Response.SendAsync("text/html; charset=utf-8", Encoding.UTF8.GetBytes(html));
    }

    /// <summary>The page that says why there is none.</summary>
    public Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return SendAsync<TroublePage, TroubleModel>(context, new TroubleModel(status));
    }

    public DeskFrame FrameOf(HttpContext context)
    {
        var words = DeskLanguage.Of(context.Request);
        var token = forms.GetAndStoreTokens(context);
        // Setting the token rewrites the header; pages are for one reader and stay out of every cache.
        context.Response.Headers.CacheControl = "no-store";
        return new DeskFrame
        {
            Words = words,
            User = UserOf(context, words),
            Trial = protocol.ShortTitle.In(words.Tag),
            Synthetic = protocol.DataOrigin.Synthetic,
            Development = settings.Authentication.DevelopmentKeyFolder is not null,
            Here = context.Request.PathBase + context.Request.Path + context.Request.QueryString,
            Form = new FormToken(token.FormFieldName, token.RequestToken!),
        };
    }

    private DeskUser? UserOf(HttpContext context, DeskWords words)
    {
        var user = context.User;
        if (user.Identity?.IsAuthenticated != true)
            return null;
        var site = Roles.SiteOf(user) is { } id ? protocol.FindSite(id) : null;
        ImmutableArray<string> roles = [.. user.FindAll(Roles.ClaimType).Select(claim => claim.Value)];
        return new DeskUser(user.FindFirst("name")?.Value ?? "", roles)
        {
            ReadsReports = user.IsInRole(Roles.CommitteeOpen) || user.IsInRole(Roles.CommitteeClosed),
            ReadsClosedReports = user.IsInRole(Roles.CommitteeClosed),
            Signs = user.IsInRole(Roles.CommitteeSign),
            Operates = user.IsInRole(Roles.Operator),
            Site = site?.Name.In(words.Tag),
        };
    }
}
