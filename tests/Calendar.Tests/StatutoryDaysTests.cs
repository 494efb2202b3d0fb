namespace Supervision.Calendar.Tests;

public sealed class StatutoryDaysTests
{
    [Theory]
    [InlineData(2025, "0101 0128 0129 0130 0131 0404 0501 0502 0531 1001 1002 1003 1006")]
    [InlineData(2026, "0101 0216 0217 0218 0219 0405 0501 0502 0619 0925 1001 1002 1003")]
    [InlineData(2027, "0101 0205 0206 0207 0208 0405 0501 0502 0609 0915 1001 1002 1003")]
    [InlineData(2028, "0101 0125 0126 0127 0128 0404 0501 0502 0528 1001 1002 1003 1003")] // leap fifth month; 中秋 on 国庆
    [InlineData(2033, "0101 0130 0131 0201 0202 0404 0501 0502 0601 0908 1001 1002 1003")] // leap eleventh month
    public void Statutory_days_follow_the_almanac(int year, string expected) =>
        Assert.Equal(expected, string.Join(' ', StatutoryDays.OfYear(year).Select(day => $"{day.Date:MMdd}").Order()));

    [Fact]
    public void Every_year_has_its_thirteen_statutory_days_in_the_right_seasons()
    {
        for (var year = StatutoryDays.FirstYear; year <= StatutoryDays.LastYear; year++)
        {
            var days = StatutoryDays.OfYear(year).ToList();
            Assert.Equal(13, days.Count);
            Assert.All(days, day => Assert.Equal(year, day.Date.Year));
            Assert.InRange(days.Single(day => day.Name.Zh == "端午节").Date, new(year, 5, 27), new(year, 6, 26));
            Assert.InRange(days.Single(day => day.Name.Zh == "中秋节").Date, new(year, 9, 7), new(year, 10, 8));
            Assert.InRange(days.First(day => day.Name.Zh == "春节").Date, new(year, 1, 20), new(year, 2, 20));
        }
    }

    [Fact]
    public void Qingming_is_the_day_the_sun_stands_at_fifteen_degrees()
    {
        for (var year = StatutoryDays.FirstYear; year <= StatutoryDays.LastYear; year++)
        {
            var date = StatutoryDays.OfYear(year).Single(day => day.Name.Zh == "清明节").Date;
            var midnight = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));
            Assert.InRange(15, SunLongitude(midnight), SunLongitude(midnight.AddDays(1)));
        }
    }

    /// <summary>Degrees, good to a few minutes of time (low-precision solar position of the astronomical almanac).</summary>
    static double SunLongitude(DateTimeOffset instant)
    {
        var days = (instant - new DateTimeOffset(2000, 1, 1, 12, 0, 0, TimeSpan.Zero)).TotalDays + (72.0 / 86_400);
        var century = days / 36_525;
        var mean = 280.46646 + (36_000.76983 * century) + (0.0003032 * century * century);
        var anomaly = Radians(357.52911 + (35_999.05029 * century) - (0.0001537 * century * century));
        var centre = ((1.914602 - (0.004817 * century)) * Math.Sin(anomaly)) + (0.019993 * Math.Sin(2 * anomaly)) + (0.000289 * Math.Sin(3 * anomaly));
        var node = Radians(125.04 - (1_934.136 * century));
        return (mean + centre - 0.00569 - (0.00478 * Math.Sin(node))) % 360;
    }

    static double Radians(double degrees) => degrees * Math.PI / 180;
}
