using System.Globalization;
using System.Text;

namespace ReportPipeline.SampleTrial.Bundles;

/// <summary>Times of day at a hospital. East of Greenwich, ward rounds at 07:30 fall on the day before in UTC.</summary>
/// <param name="zone">The hospital's own.</param>
internal sealed class ClinicTime(TimeZoneInfo zone)
{
    public DateTimeOffset Round(DateOnly day) => At(day, new TimeOnly(7, 30));

    public DateTimeOffset Morning(DateOnly day) => At(day, new TimeOnly(8, 0));

    /// <summary>Between 18:00 and 18:59, by subject, so that a day's bundles do not all come in one minute.</summary>
    public DateTimeOffset Evening(DateOnly day, string subject)
    {
        var minute = Encoding.UTF8.GetBytes(subject).Aggregate(0, (sum, value) => ((sum * 31) + value) % 60);
        return At(day, new TimeOnly(18, minute));
    }

    public DateTimeOffset At(DateOnly day, TimeOnly time) => new(day, time, zone.GetUtcOffset(day.ToDateTime(time)));

    public static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
