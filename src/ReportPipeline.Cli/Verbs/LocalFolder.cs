using System.CommandLine;

namespace ReportPipeline.Cli.Verbs;

/// <summary>Where <c>serve</c> keeps its data and all verbs find the development issuer's key.</summary>
internal sealed record LocalFolder(DirectoryInfo Root)
{
    public string Keys => Path.Combine(Root.FullName, "keys");

    public string Blobs => Path.Combine(Root.FullName, "azurite");

    public static Option<DirectoryInfo> Option() => new("--data")
    {
        Description = "Folder of the local storage and of the development key; the same for serve, submit and token.",
        DefaultValueFactory = _ => new DirectoryInfo(".local"),
    };
}
