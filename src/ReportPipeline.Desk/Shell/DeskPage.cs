using Microsoft.AspNetCore.Components;
using ReportPipeline.Desk.Language;

namespace ReportPipeline.Desk.Shell;

/// <summary>A page: a function of its frame and its model, rendered once, without interaction.</summary>
public abstract class DeskPage<TModel> : ComponentBase
{
    [Parameter, EditorRequired]
    public DeskFrame Frame { get; set; } = null!;

    [Parameter, EditorRequired]
    public TModel Model { get; set; } = default!;

    protected DeskWords Words => Frame.Words;
}
