using System.Text.Encodings.Web;

namespace ReportPipeline.Desk.Content;

/// <summary>A text inside a picture. Templates keep the tag <c>text</c> for themselves, so it is written here, escaped.</summary>
internal static class SvgText
{
    public static string Of(string x, string y, string anchor, string content, string? kind = null) =>
        $"<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\"{(kind is null ? "" : $" class=\"{kind}\"")}>{HtmlEncoder.Default.Encode(content)}</text>";
}
