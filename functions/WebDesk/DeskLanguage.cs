using ReportPipeline.Desk.Language;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>The reader's choice, kept in a cookie; before any choice what the browser prefers.</summary>
internal static class DeskLanguage
{
    private const string Cookie = "desk-language";

    public static DeskWords Of(HttpRequest request) => DeskWords.Of(request.Cookies[Cookie] ?? Preferred(request));

    public static void Choose(HttpContext context, string tag) =>
        context.Response.Cookies.Append(Cookie, DeskWords.Of(tag).Tag, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });

    private static string Preferred(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => language.Value.Value ?? "")
        .Select(tag => tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh-Hans" : tag.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "")
        .FirstOrDefault(tag => tag.Length > 0) ?? "en";
}
