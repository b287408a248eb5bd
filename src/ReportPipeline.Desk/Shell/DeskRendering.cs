using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace ReportPipeline.Desk.Shell;

/// <summary>Turns a page and its model into HTML.</summary>
public sealed class DeskRendering(IServiceProvider services, ILoggerFactory logging)
{
    public async Task<string> RenderAsync<TPage, TModel>(DeskFrame frame, TModel model)
        where TPage : DeskPage<TModel>
    {
        await using var renderer = new HtmlRenderer(services, logging);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(DeskPage<TModel>.Frame)] = frame,
                [nameof(DeskPage<TModel>.Model)] = model,
            });
            var root = await renderer.RenderComponentAsync<TPage>(parameters);
            return root.ToHtmlString();
        });
    }
}
