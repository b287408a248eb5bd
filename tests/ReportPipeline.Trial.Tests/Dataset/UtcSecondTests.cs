using System.Globalization;
using ReportPipeline.Trial.Dataset;

namespace ReportPipeline.Tests.Dataset;

/// <summary>The limits follow from 32 bits: 2³² − 1 = 4,294,967,295 seconds after 1970 is 2106-02-07T06:28:15Z.</summary>
public sealed class UtcSecondTests
{
    [Theory]
    [InlineData("2020-02-10T10:00:00+08:00", "2020-02-10T02:00:00Z")]
    [InlineData("2020-02-10T10:00:00.999+08:00", "2020-02-10T02:00:00Z")]
    [InlineData("1970-01-01T00:00:01Z", "1970-01-01T00:00:01Z")]
    [InlineData("2106-02-07T06:28:15Z", "2106-02-07T06:28:15Z")]
    [InlineData("1970-01-01T00:00:00Z", null)]
    [InlineData("1969-12-31T23:59:59Z", null)]
    [InlineData("2106-02-07T06:28:16Z", null)]
    [InlineData(null, null)]
    public void Moment_WithinReach_IsKeptToTheSecond(string? moment, string? kept) =>
        new UtcSecond(Parse(moment)).Moment.ShouldBe(Parse(kept));

    private static DateTimeOffset? Parse(string? text) => text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
