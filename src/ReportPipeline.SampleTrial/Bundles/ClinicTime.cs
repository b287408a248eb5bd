using System.Globalization;
using System.Text;

namespace ReportPipeline.SampleTrial.Bundles;

/// <summary>Times of day at the hospitals, both at +08:00. Ward rounds at 07:30 fall on the day before in UTC.</summary>
internal static class ClinicTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateTimeOffset Round(DateOnly day) => At(day, new TimeOnly(7, 30));

    public static DateTimeOffset Morning(DateOnly day) => At(day, new TimeOnly(8, 0));

    /// <summary>Between 18:00 and 18:59, by subject, so that a day's bundles do not all come in one minute.</summary>
    public static DateTimeOffset Evening(DateOnly day, string subject)
    {
        var minute = Encoding.UTF8.GetBytes(subject).Aggregate(0, (sum, value) => ((sum * 31) + value) % 60);
        return At(day, new TimeOnly(18, minute));
    }

    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day, time, Offset);

    public static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
