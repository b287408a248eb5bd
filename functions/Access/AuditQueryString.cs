using System.Globalization;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Access;

/// <summary>Reads the filters of the audit trail's addresses; see <c>docs/audit-trail.md</c>.</summary>
internal static class AuditQueryString
{
    private static readonly HashSet<string> Names =
        ["from", "to", "actor", "action", "outcome", "reference", "site", "after", "limit", "_format"];

    /// <returns>The query; null when a filter is unknown or cannot be read: an ignored filter would show too much or too little.</returns>
    public static AuditQuery? Read(IQueryCollection sent)
    {
        if (!sent.Keys.All(Names.Contains)
            || !TryTime(sent["from"], out var from)
            || !TryTime(sent["to"], out var to)
            || !TryOutcome(sent["outcome"], out var outcome)
            || !TryLimit(sent["limit"], out var limit)
            || (Text(sent, "after") is { } after && AuditStore.Parse(after) is null))
            return null;
        return new AuditQuery(from, to)
        {
            Actor = Text(sent, "actor"),
            Action = Text(sent, "action"),
            Outcome = outcome,
            Reference = Text(sent, "reference"),
            Site = Text(sent, "site"),
            After = Text(sent, "after"),
            Limit = limit,
        };
    }

    /// <summary>The same filters for the page after the name.</summary>
    public static string Next(HttpRequest request, string after)
    {
        var kept = request.Query.Where(pair => pair.Key != "after").Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value.ToString()));
        return request.Path + QueryString.Create(kept.Append(KeyValuePair.Create("after", (string?)after)));
    }

    private static string? Text(IQueryCollection sent, string name) => sent[name].ToString() is { Length: > 0 } text ? text : null;

    private static bool TryTime(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (string.IsNullOrEmpty(text))
            return true;
        // A plus sign in a query means a space, and few callers encode it.
        var read = DateTimeOffset.TryParse(
            text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var value);
        time = value;
        return read;
    }

    private static bool TryOutcome(string? text, out AuditOutcome? outcome)
    {
        outcome = Enum.TryParse<AuditOutcome>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
        return string.IsNullOrEmpty(text) || outcome is not null;
    }

    private static bool TryLimit(string? text, out int limit)
    {
        limit = 100;
        return string.IsNullOrEmpty(text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is > 0 and <= AuditQuery.LargestPage);
    }
}
