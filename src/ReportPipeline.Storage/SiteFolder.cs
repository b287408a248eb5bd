namespace ReportPipeline.Storage;

/// <summary>A site's id as part of a blob name.</summary>
internal static class SiteFolder
{
    /// <summary>The id itself when it can stand in a blob name without ambiguity.</summary>
    /// <exception cref="ArgumentException">The id is empty, longer than 64 or holds more than letters, digits, '-', '_' and '.'.</exception>
    public static string Of(string site) =>
        site.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(site[0]) && site.All(IsPlain)
            ? site
            : throw new ArgumentException("A site's id consists of 1 to 64 ASCII letters, digits, '-', '_' and '.'.", nameof(site));

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.';
}
