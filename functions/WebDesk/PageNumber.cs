using System.Globalization;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>The page that an address asks for.</summary>
internal static class PageNumber
{
    /// <summary>From 1; 1 for anything that is no number.</summary>
    public static int Of(HttpRequest request) =>
        int.TryParse(request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and < 1_000_000 ? page : 1;
}
