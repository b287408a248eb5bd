using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Endpoints.Listed;

/// <summary>
/// The time within which a serious event that is suspected to come from the treatment and was not expected has to be notified
/// (ICH E2A, III.B): 7 calendar days when it is fatal or life-threatening, 15 days otherwise, from the day it became known.
/// </summary>
/// <param name="Received">Calendar day, at the site, on which the first version of the event arrived here: the first day this program can know of.</param>
/// <param name="Days">7 or 15.</param>
/// <param name="Due">Received + days.</param>
public sealed record NotificationClock(DateOnly Received, int Days, DateOnly Due)
{
    public const int LifeThreateningDays = 7;
    public const int OtherDays = 15;

    private const int LifeThreatening = 4; // CTCAE

    public static NotificationClock Of(AdverseEventRecord item, DateTimeOffset firstReceived, Site site)
    {
        var received = site.DayOf(firstReceived);
        var days = DaysOf(item);
        return new NotificationClock(received, days, received.AddDays(days));
    }

    /// <summary>7 for an event that was fatal or life-threatening (CTCAE grade 4 or 5), else 15.</summary>
    public static int DaysOf(AdverseEventRecord item) => item.Fatal || item.Grade >= LifeThreatening ? LifeThreateningDays : OtherDays;

    /// <summary>Whether the last day lies before the site's day of the data cut-off.</summary>
    public bool HasEnded(DateTimeOffset dataCutOff, Site site) => Due < site.DayOf(dataCutOff);

    /// <summary>True when it must be notified, false when not, null when the hospital has not sent what decides it.</summary>
    public static bool? Applies(AdverseEventRecord item, TrialProtocol protocol)
    {
        var related = protocol.AdverseEvents.Relatedness.FirstOrDefault(code => code.Value == item.Relatedness)?.Related;
        return related == false || item.Expected == true ? false
            : related == true && item.Expected == false ? true
            : null;
    }

    /// <summary>When the first version of the same resource arrived: a correction does not start the clock again.</summary>
    public static DateTimeOffset FirstReceived(SourceReference version, IEnumerable<SourceReference> versions) => versions
        .Where(other => other.Site == version.Site && other.ResourceType == version.ResourceType && other.ResourceKey == version.ResourceKey)
        .Select(other => other.ReceivedAt)
        .Append(version.ReceivedAt)
        .Min();
}
